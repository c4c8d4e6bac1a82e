internal import CMessages
package import Cleanup
internal import Protobuf

extension Membership: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Membership> {
    dormouse__v1__membership__init
  }
  static var blank: Membership { Membership(directory: "", group: "") }

  mutating func map(_ c: inout Dormouse__V1__Membership, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
    coder.text(&group, &c.group)
    var direct = isDirect
    coder.flag(&direct, &c.direct)
    coder.texts(&path, &c.path, &c.n_path)
  }
}

extension Membership: DirectlyWritten {
  func write(to writer: inout WireWriter) {
    writer.texts(4, path)
    writer.flag(3, isDirect)
    writer.text(2, group)
    writer.text(1, directory)
  }
}
