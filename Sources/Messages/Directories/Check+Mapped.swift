internal import CMessages
package import Cleanup
internal import Protobuf

extension DirectoryProbe.Check: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__DirectoryCheck> {
    dormouse__v1__directory_check__init
  }
  static var blank: DirectoryProbe.Check { DirectoryProbe.Check("", isOK: false, finding: "") }

  mutating func map(_ c: inout Dormouse__V1__DirectoryCheck, _ coder: inout WireCoder) {
    coder.text(&name, &c.name)
    coder.flag(&isOK, &c.ok)
    coder.text(&finding, &c.finding)
  }
}
