internal import CMessages
package import Cleanup
internal import Protobuf

extension DirectoryProbe: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__TestDirectoryResponse> {
    dormouse__v1__test_directory_response__init
  }
  static var blank: DirectoryProbe {
    DirectoryProbe(product: "", capabilities: DirectoryCapabilities(), checks: [])
  }

  mutating func map(_ c: inout Dormouse__V1__TestDirectoryResponse, _ coder: inout WireCoder) {
    coder.text(&product, &c.product)
    coder.defaulted("capabilities", &capabilities, &c.capabilities)
    coder.list("checks", &checks, &c.checks, &c.n_checks)
  }
}
