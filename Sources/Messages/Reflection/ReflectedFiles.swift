internal import CMessages
internal import Protobuf

/// Files of protos (`grpc.reflection.v1.FileDescriptorResponse`).
package struct ReflectedFiles: DefaultedMessage {
  /// Encoded `google.protobuf.FileDescriptorProto`s, each once.
  package var descriptors: [[UInt8]] = []

  package init() {}
}

extension ReflectedFiles: Mapped {
  static var initialize: Arena.Initializer<Grpc__Reflection__V1__FileDescriptorResponse> {
    grpc__reflection__v1__file_descriptor_response__init
  }
  mutating func map(
    _ c: inout Grpc__Reflection__V1__FileDescriptorResponse, _ coder: inout WireCoder
  ) {
    coder.byteStrings(&descriptors, &c.file_descriptor_proto, &c.n_file_descriptor_proto)
  }
}
