internal import CMessages
internal import Protobuf

/// An extension of a proto2 message (`grpc.reflection.v1.ExtensionRequest`).
package struct ExtensionName: DefaultedMessage {
  /// Full name of the message that is extended.
  package var extendedType = ""
  /// The extension's number.
  package var number = 0

  package init() {}
}

extension ExtensionName: Mapped {
  static var initialize: Arena.Initializer<Grpc__Reflection__V1__ExtensionRequest> {
    grpc__reflection__v1__extension_request__init
  }
  mutating func map(_ c: inout Grpc__Reflection__V1__ExtensionRequest, _ coder: inout WireCoder) {
    coder.text(&extendedType, &c.containing_type)
    coder.count(&number, &c.extension_number)
  }
}
