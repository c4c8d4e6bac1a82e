internal import CMessages
package import Cleanup
internal import Protobuf

extension ImportedGroup: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ImportedGroup> {
    dormouse__v1__imported_group__init
  }
  static var blank: ImportedGroup { ImportedGroup(name: "") }

  mutating func map(_ c: inout Dormouse__V1__ImportedGroup, _ coder: inout WireCoder) {
    coder.text(&name, &c.name)
    coder.text(&parent, &c.parent)
  }
}
