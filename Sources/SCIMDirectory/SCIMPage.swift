internal import Directories
internal import JSON

/// A page of a list (RFC 7644, section 3.4.2).
struct SCIMPage: Sendable {
  /// How many resources the whole list has, as the service says it.
  let total: Int
  /// Those of this page.
  let resources: [SCIMObject]
  /// The id of each.
  let ids: [String]

  /// What asks for the page that begins with a resource by its place, from 1.
  static func query(from first: Int, count: Int) -> [SCIMParameter] {
    [SCIMParameter("startIndex", String(first)), SCIMParameter("count", String(count))]
  }

  /// Takes an answer apart; `type` is what its resources are: `user` or `group`, and `first` the place of
  /// the first one in the list.
  init(_ answer: SCIMObject, of type: String, from first: Int) throws(DirectoryError) {
    guard case .whole(let total)? = answer["totalResults"], total >= 0 else {
      throw .malformed(
        "The service answered with something that is no list with totalResults: look whether the base"
          + " URL is right; `/Users` comes behind it.")
    }
    self.total = Int(total)
    var resources: [SCIMObject] = []
    if let value = answer["Resources"] {
      guard case .list(let list) = value else {
        throw .malformed("The service answered with a list whose Resources are none.")
      }
      for value in list {
        guard let object = SCIMObject(value) else {
          throw .malformed("The service answered with a list that has something else than objects.")
        }
        resources.append(object)
      }
    }
    self.resources = resources
    var ids: [String] = []
    for (index, resource) in resources.enumerated() {
      let reader = SCIMReader(resource, "\(type) number \(first + index) of the list")
      ids.append(try reader.required("id"))
    }
    self.ids = ids
  }
}
