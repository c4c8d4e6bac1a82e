internal import CMessages
package import Cleanup
internal import Protobuf

/// Rows stay inside: a group that was read has row 0.
extension Group: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Group> {
    dormouse__v1__group__init
  }
  static var blank: Group {
    Group(id: GroupID(rawValue: 0), directory: "", externalID: "", name: "")
  }

  mutating func map(_ c: inout Dormouse__V1__Group, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
    coder.text(&externalID, &c.external_id)
    coder.text(&name, &c.name)
    coder.count(&memberCount, &c.member_count)
    coder.texts(&parents, &c.parents, &c.n_parents)
  }
}
