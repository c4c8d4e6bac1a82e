internal import CMessages
package import Cleanup
internal import Protobuf

/// Neither the secret nor its hash travels in a token; a token that was read has no hash.
extension AccessToken: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Token> {
    dormouse__v1__token__init
  }
  static var blank: AccessToken {
    AccessToken(id: "", name: "", role: .viewer, secretHash: [], createdAt: .unset)
  }

  mutating func map(_ c: inout Dormouse__V1__Token, _ coder: inout WireCoder) {
    coder.text(&id, &c.id)
    coder.text(&name, &c.name)
    coder.code("role", &role, &c.role)
    coder.moment("create_time", &createdAt, &c.create_time)
    coder.moment("expire_time", &expiresAt, &c.expire_time)
    coder.moment("last_used_time", &lastUsedAt, &c.last_used_time)
    coder.moment("revoke_time", &revokedAt, &c.revoke_time)
    coder.clientName(&client, &c.client_name)
  }
}

extension Role: WireCode {
  static let wireOrder: [Role] = [.viewer, .reporter, .operator, .admin, .fleet]
}

extension WireCoder {
  /// A client's name, empty for none; one that cannot be a name reads as none.
  fileprivate func clientName(
    _ value: inout ClientName?, _ c: inout UnsafeMutablePointer<CChar>?
  ) {
    var text = value?.text ?? ""
    self.text(&text, &c)
    if text != value?.text { value = ClientName(text) }
  }
}
