internal import CProtobufC

/// What protobuf-c knows of a message type: its name and its fields.
///
/// Taken from an initialised message, never from the imported global of the descriptor: Swift may
/// give the address of a copy for that, and protobuf-c compares addresses.
struct MessageDescriptor {
  /// `const ProtobufCMessageDescriptor *`, borrowed from the program's constant data.
  let raw: UnsafePointer<ProtobufCMessageDescriptor>

  init(_ raw: UnsafePointer<ProtobufCMessageDescriptor>) {
    self.raw = raw
  }

  /// The descriptor at an address that `descriptorAddress` gave.
  init(address: UnsafeRawPointer) {
    raw = address.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
  }

  /// The descriptor of the type that `initialize` makes.
  init<Message>(_ initialize: Arena.Initializer<Message>) {
    self.init(address: descriptorAddress(initialize))
  }

  /// The descriptor of an initialised message.
  init(of message: UnsafeRawPointer) {
    raw = Self.raw(of: message)
  }

  /// The full name, such as `dormouse.v1.Run`.
  var name: String { String(cString: raw.pointee.name) }

  /// The fields in ascending order of their numbers.
  var fields: UnsafeBufferPointer<ProtobufCFieldDescriptor> {
    UnsafeBufferPointer(start: raw.pointee.fields, count: Int(raw.pointee.n_fields))
  }

  /// The field of a number, or nil if the type has none.
  func field(number: UInt32) -> UnsafePointer<ProtobufCFieldDescriptor>? {
    protobuf_c_message_descriptor_get_field(raw, number)
  }

  private static func raw(
    of message: UnsafeRawPointer
  ) -> UnsafePointer<ProtobufCMessageDescriptor> {
    // Every generated message starts with a `ProtobufCMessage`, and its initialiser sets this.
    message.assumingMemoryBound(to: ProtobufCMessage.self).pointee.descriptor
  }
}

/// Where the descriptor of the type lies that `initialize` makes: in the first word of every generated
/// message that was initialised.
///
/// May be inlined, so that it is made for the type at hand: it runs once for every message.
@inlinable
func descriptorAddress<Message>(_ initialize: Arena.Initializer<Message>) -> UnsafeRawPointer {
  withUnsafeTemporaryAllocation(of: Message.self, capacity: 1) { memory in
    initialize(memory.baseAddress)
    return UnsafeRawPointer(memory.baseAddress.unsafelyUnwrapped).load(as: UnsafeRawPointer.self)
  }
}
