internal import CMessages
package import Cleanup
internal import Protobuf

extension IdentityProvider: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__IdentityProvider> {
    dormouse__v1__identity_provider__init
  }
  static var blank: IdentityProvider { IdentityProvider(issuer: "") }

  mutating func map(_ c: inout Dormouse__V1__IdentityProvider, _ coder: inout WireCoder) {
    coder.text(&issuer, &c.issuer)
    coder.texts(&audiences, &c.audiences, &c.n_audiences)
    coder.codes("algorithms", &algorithms, &c.algorithms, &c.n_algorithms)
    coder.text(&userClaim, &c.user_claim)
    coder.text(&directory, &c.directory)
    coder.wrapped(&clockSkewSeconds, &c.clock_skew_seconds)
  }
}

extension SigningAlgorithm: WireCode {
  static let wireOrder: [SigningAlgorithm] = [.rs256, .es256, .ps256, .edDSA]
}
