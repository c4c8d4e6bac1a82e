/// Building a C message and all that hangs on it, to be packed or printed.
extension Arena {
  /// A generated message's initialiser, such as `dormouse__v1__run__init`.
  @usableFromInline
  package typealias Initializer<Message> = (UnsafeMutablePointer<Message>?) -> Void

  /// Makes a message with every field at its default.
  @inlinable
  package func make<Message>(
    _ initialize: Initializer<Message>
  ) -> UnsafeMutablePointer<Message> {
    let message = room(for: Message.self, count: 1)
    initialize(message)
    return message
  }

  /// Copies text as a C string.
  ///
  /// Whoever makes the text sees to it that it holds no U+0000: a C string ends there, and the rest
  /// would be lost.
  package func string(_ text: String) -> UnsafeMutablePointer<CChar> {
    text.utf8Span.span.withUnsafeBufferPointer { string($0) }
  }

  private func string(_ utf8: UnsafeBufferPointer<UInt8>) -> UnsafeMutablePointer<CChar> {
    let copy = room(for: CChar.self, count: utf8.count + 1)
    if let start = utf8.baseAddress {
      UnsafeMutableRawPointer(copy).copyMemory(from: start, byteCount: utf8.count)
    }
    copy[utf8.count] = 0
    return copy
  }

  /// Copies bytes; the length and the address of a `ProtobufCBinaryData`.
  package func bytes(_ bytes: [UInt8]) -> (len: Int, data: UnsafeMutablePointer<UInt8>?) {
    (bytes.count, array(bytes))
  }

  /// Copies values into a C array; nil for none, as protobuf-c has it.
  @inlinable
  package func array<Element: BitwiseCopyable>(
    _ values: [Element]
  ) -> UnsafeMutablePointer<Element>? {
    guard !values.isEmpty else { return nil }
    let copy = room(for: Element.self, count: values.count)
    values.withUnsafeBytes { bytes in
      guard let address = bytes.baseAddress else { return }
      UnsafeMutableRawPointer(copy).copyMemory(from: address, byteCount: bytes.count)
    }
    return copy
  }

  /// Room for values of a C type.
  ///
  /// Only unpacking has a limit; an arena that is built in has none, so running out is a mistake
  /// in the program.
  @inlinable
  package func room<Element>(for type: Element.Type, count: Int) -> UnsafeMutablePointer<Element> {
    guard let memory = allocate(byteCount: count * MemoryLayout<Element>.stride) else {
      preconditionFailure("A message was built in an arena with a limit.")
    }
    return memory.bindMemory(to: Element.self, capacity: count)
  }
}
