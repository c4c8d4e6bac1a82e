internal import CMessages
package import Cleanup
internal import Protobuf

extension UserRef: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__UserRef> {
    dormouse__v1__user_ref__init
  }
  static var blank: UserRef { UserRef() }

  mutating func map(_ c: inout Dormouse__V1__UserRef, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
    coder.text(&externalID, &c.external_id)
    coder.text(&username, &c.username)
  }
}
