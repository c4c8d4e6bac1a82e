internal import CMessages
package import Cleanup
internal import Protobuf

extension Claim: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Claim> { dormouse__v1__claim__init }
  static var blank: Claim { Claim(name: "", values: []) }

  mutating func map(_ c: inout Dormouse__V1__Claim, _ coder: inout WireCoder) {
    coder.text(&name, &c.name)
    coder.texts(&values, &c.values, &c.n_values)
  }
}
