internal import CMessages
package import Cleanup
internal import Protobuf

extension VouchedLogin: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__VouchedLogin> {
    dormouse__v1__vouched_login__init
  }
  static var blank: VouchedLogin { VouchedLogin(user: .blank) }

  mutating func map(_ c: inout Dormouse__V1__VouchedLogin, _ coder: inout WireCoder) {
    coder.message("user", &user, &c.user)
    coder.list("claims", &claims, &c.claims, &c.n_claims)
  }
}
