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

extension UserRef: DirectlyWritten {
  func write(to writer: inout WireWriter) {
    writer.text(3, username)
    writer.text(2, externalID)
    writer.text(1, directory)
  }
}

extension UserRef {
  /// The reference in a plain message; nil when the message has to be unpacked.
  static func plain(_ bytes: UnsafeRawBufferPointer) -> UserRef? {
    var fields = PlainFields(bytes)
    var ref = UserRef()
    while let field = fields.next() {
      guard let text = field.text else { return nil }
      switch field.number {
      case 1 where ref.directory.isEmpty: ref.directory = text
      case 2 where ref.externalID.isEmpty: ref.externalID = text
      case 3 where ref.username.isEmpty: ref.username = text
      default: return nil
      }
    }
    return fields.isPlain ? ref : nil
  }
}
