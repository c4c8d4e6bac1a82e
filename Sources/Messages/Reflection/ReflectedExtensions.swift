internal import CMessages
internal import Protobuf

/// The extensions of a message (`grpc.reflection.v1.ExtensionNumberResponse`).
package struct ReflectedExtensions: DefaultedMessage {
  /// Full name of the message that is extended.
  package var extendedType = ""
  /// Their numbers, ascending.
  package var numbers: [Int] = []

  package init() {}
}

extension ReflectedExtensions: Mapped {
  static var initialize: Arena.Initializer<Grpc__Reflection__V1__ExtensionNumberResponse> {
    grpc__reflection__v1__extension_number_response__init
  }
  mutating func map(
    _ c: inout Grpc__Reflection__V1__ExtensionNumberResponse, _ coder: inout WireCoder
  ) {
    coder.text(&extendedType, &c.base_type_name)
    coder.counts(&numbers, &c.extension_number, &c.n_extension_number)
  }
}
