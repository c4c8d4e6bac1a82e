internal import Cleanup
internal import Directories
internal import JSON

/// Reads groups (RFC 7643, section 4.2).
enum SCIMGroupReader {
  /// The attributes of groups that are needed, as a service is asked for them.
  static let attributes = SCIMParameter("attributes", "id,displayName,members")

  /// The group that a resource is, and behind it its members; `number` is its place in the list.
  static func items(_ resource: SCIMObject, number: Int) throws(DirectoryError) -> [ListedItem] {
    let group = try group(resource, number: number)
    let members = try members(reader(resource, number))
    if members.isEmpty { return [.group(group)] }
    return [.group(group), .members(ListedMembers(of: group.externalID, locators: members))]
  }

  /// The group that a resource is.
  static func group(_ resource: SCIMObject, number: Int) throws(DirectoryError) -> ListedGroup {
    let reader = reader(resource, number)
    let id = try reader.required("id")
    return ListedGroup(externalID: id, name: try reader.required("displayName"), locator: id)
  }

  private static func reader(_ resource: SCIMObject, _ number: Int) -> SCIMReader {
    SCIMReader(resource, "group number \(number) of the list")
  }

  /// Whether a resource says who is in the group.
  static func saysMembers(_ resource: SCIMObject) -> Bool { resource["members"] != nil }

  /// Whether a group is among the members of a group.
  static func hasGroup(_ resource: SCIMObject) -> Bool {
    memberObjects(resource).contains(where: isGroup)
  }

  /// The id of a member that is not said to be a group; nil when there is none.
  static func someUser(_ resource: SCIMObject) -> String? {
    memberObjects(resource).first { !isGroup($0) }?["value"]?.text
  }

  private static func isGroup(_ member: SCIMObject) -> Bool {
    member["type"]?.text?.lowercased() == "group"
      || member["$ref"]?.text?.contains("/Groups/") == true
  }

  private static func memberObjects(_ resource: SCIMObject) -> [SCIMObject] {
    guard case .list(let list)? = resource["members"] else { return [] }
    return list.compactMap { SCIMObject($0) }
  }

  /// Who is in a group, by their ids.
  static func members(_ reader: SCIMReader) throws(DirectoryError) -> [String] {
    guard let value = reader["members"] else { return [] }
    guard case .list(let list) = value else {
      throw .malformed(
        "The \(reader.place) has members that are no list: mend it in the service.")
    }
    var locators: [String] = []
    locators.reserveCapacity(list.count)
    for value in list {
      guard let id = SCIMObject(value)?["value"]?.text, !id.isEmpty else {
        throw .malformed(
          "The \(reader.place) has a member without members.value: mend it in the"
            + " service.")
      }
      locators.append(try reader.checked(id, "members.value"))
    }
    return locators
  }
}
