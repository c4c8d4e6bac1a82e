internal import CMessages

/// The full names of everything that a file of protos declares.
package struct ProtoDeclarations: Hashable, Sendable {
  /// Services.
  package private(set) var services: [String] = []
  /// Messages, nested ones among them.
  package private(set) var messages: [String] = []
  /// Everything that has a name: services and messages too, and methods, fields, oneofs, enums, enum
  /// values and extensions.
  package private(set) var symbols: [String] = []
  /// Extensions by what they extend.
  package private(set) var extensions: [ExtensionName] = []

  /// Goes through a file's descriptor.
  init(_ file: Google__Protobuf__FileDescriptorProto) {
    let package = Self.text(file.package)
    for message in each(file.message_type, file.n_message_type) { add(message, in: package) }
    for value in each(file.enum_type, file.n_enum_type) { add(value, in: package) }
    for service in each(file.service, file.n_service) { add(service, in: package) }
    for field in each(file.extension, file.n_extension) { add(extension: field, in: package) }
  }

  /// A name in a descriptor; one that is absent is empty.
  static func text(_ name: UnsafeMutablePointer<CChar>?) -> String {
    name.map { String(cString: $0) } ?? ""
  }

  private mutating func add(_ message: Google__Protobuf__DescriptorProto, in scope: String) {
    let name = add(message.name, in: scope)
    messages.append(name)
    for field in each(message.field, message.n_field) { add(field.name, in: name) }
    for oneof in each(message.oneof_decl, message.n_oneof_decl) { add(oneof.name, in: name) }
    for value in each(message.enum_type, message.n_enum_type) { add(value, in: name) }
    for nested in each(message.nested_type, message.n_nested_type) { add(nested, in: name) }
    for field in each(message.extension, message.n_extension) { add(extension: field, in: name) }
  }

  private mutating func add(_ declared: Google__Protobuf__EnumDescriptorProto, in scope: String) {
    add(declared.name, in: scope)
    // Values stand beside their enum, as in C++.
    for value in each(declared.value, declared.n_value) { add(value.name, in: scope) }
  }

  private mutating func add(
    _ service: Google__Protobuf__ServiceDescriptorProto, in scope: String
  ) {
    let name = add(service.name, in: scope)
    services.append(name)
    for method in each(service.method, service.n_method) { add(method.name, in: name) }
  }

  private mutating func add(
    extension field: Google__Protobuf__FieldDescriptorProto, in scope: String
  ) {
    add(field.name, in: scope)
    // Descriptors write full names with a full stop before them.
    let type = Self.text(field.extendee).drop { $0 == "." }
    extensions.append(
      .with {
        $0.extendedType = String(type)
        $0.number = Int(field.number)
      })
  }

  @discardableResult
  private mutating func add(_ name: UnsafeMutablePointer<CChar>?, in scope: String) -> String {
    let full = scope.isEmpty ? Self.text(name) : "\(scope).\(Self.text(name))"
    symbols.append(full)
    return full
  }
}

/// The elements of a repeated field.
private func each<Element>(
  _ elements: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>?, _ count: Int
) -> [Element] {
  UnsafeBufferPointer(start: elements, count: count).compactMap { $0?.pointee }
}
