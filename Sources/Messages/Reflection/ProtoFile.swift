internal import CMessages
internal import Protobuf

/// One file of protos: what it declares and what it imports, as its descriptor says.
package struct ProtoFile: Hashable, Sendable {
  /// Name by which others import it, such as `dormouse/v1/cleanup.proto`.
  package let name: String
  /// Names of the files that it imports.
  package let imports: [String]
  /// What it declares.
  package let declarations: ProtoDeclarations
  /// The encoded `google.protobuf.FileDescriptorProto`.
  package let descriptor: [UInt8]

  /// Reads a descriptor.
  package init(descriptor: [UInt8]) throws(MessageError) {
    self.descriptor = descriptor
    let read: Result<(String, [String], ProtoDeclarations), ProtobufError> =
      descriptor.withUnsafeBytes { bytes in
        Result { () throws(ProtobufError) in
          try Unpacked(bytes, as: google__protobuf__file_descriptor_proto__init)
            .withMessage { message in
              let file = message.pointee
              let imports = UnsafeBufferPointer(start: file.dependency, count: file.n_dependency)
              return (
                ProtoDeclarations.text(file.name), imports.map(ProtoDeclarations.text),
                ProtoDeclarations(file)
              )
            }
        }
      }
    do {
      (name, imports, declarations) = try read.get()
    } catch {
      throw MessageError(error)
    }
  }

  /// Every file that the server's services are made of, as the program was built with them.
  package static let all: [ProtoFile] = {
    var count = 0
    let bytes = UnsafeRawBufferPointer(start: dormouse_descriptor_set(&count), count: count)
    do {
      // A descriptor set and a list of descriptors in an answer are the same on the wire.
      return try ReflectedFiles.decode(bytes).descriptors.map {
        (descriptor) throws(MessageError) in try ProtoFile(descriptor: descriptor)
      }
    } catch {
      preconditionFailure("The program was built with a descriptor set that is none: \(error)")
    }
  }()
}
