internal import Protobuf

/// A value that is mapped to a generated message field by field, both ways by one function.
///
/// ```swift
/// extension Membership: Mapped {
///   static var initialize: Arena.Initializer<Dormouse__V1__Membership> {
///     dormouse__v1__membership__init
///   }
///   static var blank: Membership { Membership(directory: "", group: "") }
///   mutating func map(_ c: inout Dormouse__V1__Membership, _ coder: inout WireCoder) {
///     coder.text(&directory, &c.directory)
///     coder.text(&group, &c.group)
///     coder.texts(&path, &c.path, &c.n_path)
///   }
/// }
/// ```
protocol Mapped: WireMessage {
  /// The generated C struct.
  associatedtype C

  /// Its generated initialiser.
  static var initialize: Arena.Initializer<C> { get }

  /// What a message is read over; every field of it is replaced.
  static var blank: Self { get }

  /// Copies every field, in the direction of the coder.
  mutating func map(_ c: inout C, _ coder: inout WireCoder)
}

extension Mapped {
  package static var fullName: String { messageName(initialize) }

  package static func decode(
    _ bytes: UnsafeRawBufferPointer, limits: DecodingLimits
  ) throws(MessageError) -> Self {
    try unpack(bytes, limits: limits)
  }

  /// Reads a message through protobuf-c.
  static func unpack(
    _ bytes: UnsafeRawBufferPointer, limits: DecodingLimits
  ) throws(MessageError) -> Self {
    var coder = WireCoder(.reading)
    var value = blank
    do {
      let unpacked = try Unpacked(bytes, as: initialize, limits: limits)
      unpacked.withMessage { message in
        // Nobody else has this message, and reading leaves it as it is.
        value.map(&UnsafeMutablePointer(mutating: message).pointee, &coder)
      }
    } catch {
      throw MessageError(error)
    }
    guard coder.violations.isEmpty else {
      throw MessageError(
        code: .invalid, message: "The message has invalid fields.", violations: coder.violations)
    }
    return value
  }

  package func encode() -> [UInt8] {
    packed()
  }

  /// The message as protobuf-c encodes it.
  func packed() -> [UInt8] {
    var coder = WireCoder(.writing)
    let message = coder.build(self)
    return coder.arena.packed(message)
  }

  package func withEncoded(_ body: (UnsafeRawBufferPointer) -> Void) {
    var coder = WireCoder(.writing)
    let message = coder.build(self)
    let size = coder.arena.packedByteCount(message)
    withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { memory in
      let count = coder.arena.pack(message, into: memory)
      body(UnsafeRawBufferPointer(rebasing: memory[..<count]))
    }
  }

  package func json() throws(MessageError) -> String {
    var coder = WireCoder(.writing)
    let message = coder.build(self)
    do {
      return try coder.arena.json(message)
    } catch {
      throw MessageError(error)
    }
  }

  package static func json(of bytes: UnsafeRawBufferPointer) throws(MessageError) -> String {
    do {
      let unpacked = try Unpacked(bytes, as: initialize)
      return try unpacked.withMessage { (message) throws(ProtobufError) in
        try Protobuf.json(message)
      }
    } catch {
      throw MessageError(error)
    }
  }
}

extension Mapped where Self: DefaultedMessage {
  static var blank: Self { Self() }
}
