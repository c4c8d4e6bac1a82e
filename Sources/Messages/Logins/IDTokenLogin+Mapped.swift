internal import CMessages
package import Cleanup
internal import Protobuf

extension IDTokenLogin: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__IDTokenLogin> {
    dormouse__v1__idtoken_login__init
  }
  static var blank: IDTokenLogin { IDTokenLogin(token: "") }

  mutating func map(_ c: inout Dormouse__V1__IDTokenLogin, _ coder: inout WireCoder) {
    coder.text(&token, &c.token)
    coder.text(&nonce, &c.nonce)
  }
}
