internal import CMessages
package import Cleanup
internal import Protobuf

/// Rows stay inside: an exemption that was read has row 0 as its user.
extension Exemption: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Exemption> {
    dormouse__v1__exemption__init
  }
  static var blank: Exemption {
    Exemption(
      id: "", user: UserID(rawValue: 0), directory: "", externalID: "", username: "",
      until: .unset, owner: "", reason: "", createdAt: .unset, createdBy: "")
  }

  mutating func map(_ c: inout Dormouse__V1__Exemption, _ coder: inout WireCoder) {
    coder.text(&id, &c.id)
    coder.text(&directory, &c.directory)
    coder.text(&externalID, &c.external_id)
    coder.text(&username, &c.username)
    coder.moment("until_time", &until, &c.until_time)
    coder.text(&owner, &c.owner)
    coder.text(&reason, &c.reason)
    coder.moment("create_time", &createdAt, &c.create_time)
    coder.text(&createdBy, &c.created_by)
  }
}
