internal import HTTP2

/// The custom metadata of a call: names in lower case, each with any number of values.
///
/// It keeps the header block as it came and makes strings only of what is asked for. Names that
/// end in `-bin` carry bytes, which stand in the block as base64. Names that HTTP/2 or gRPC
/// reserve (`:path`, `te`, `content-type`, `grpc-…`) neither show nor can be added.
package struct Metadata: Hashable, Sendable {
  /// The fields as they go over the wire, reserved ones among them when they came from a peer.
  var block: HeaderBlock

  /// Empty metadata.
  package init() {
    block = HeaderBlock()
  }

  /// The metadata in a header block that came from a peer.
  init(_ block: HeaderBlock) {
    self.block = block
  }

  /// Adds a value under a name, which must be lower case and not end in `-bin`.
  ///
  /// The value must be printable ASCII, as HTTP/2 wants; other bytes are sent as `?`.
  package mutating func add(_ name: String, _ value: String) {
    precondition(Self.isUsable(name), "metadata names are lower case and not reserved: \(name)")
    precondition(!name.hasSuffix("-bin"), "binary metadata is added as bytes: \(name)")
    let printable = value.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    let safe = printable ? value : String(value.map { $0.isPrintableASCII ? $0 : "?" })
    block.append(name: name, value: safe)
  }

  /// Adds bytes under a name that ends in `-bin`.
  package mutating func add(_ name: String, binary value: some Collection<UInt8>) {
    precondition(Self.isUsable(name), "metadata names are lower case and not reserved: \(name)")
    precondition(name.hasSuffix("-bin"), "the name of binary metadata ends in -bin: \(name)")
    block.append(name: name, value: String(decoding: Base64.encode(value), as: UTF8.self))
  }

  /// All values under a name, in order; a name that was sent once has one.
  package func values(_ name: String) -> [String] {
    block.fields.lazy.filter { shows($0) && block.hasName($0, name) }.map { block.text(of: $0) }
  }

  /// The first value under a name.
  package func first(_ name: String) -> String? {
    block.fields.first { shows($0) && block.hasName($0, name) }.map { block.text(of: $0) }
  }

  /// The bytes under a name that ends in `-bin`: values joined by commas are split, padding may
  /// be missing, and what is not base64 is left out.
  package func binaryValues(_ name: String) -> [[UInt8]] {
    block.fields.filter { shows($0) && block.hasName($0, name) }.flatMap { field in
      block.withValue(of: field) { value in
        value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
          .compactMap { Base64.decode($0.trimmingSpaces()) }
      }
    }
  }

  /// Every name and value in order; values of `-bin` names as they were sent.
  package var entries: [(name: String, value: String)] {
    block.fields.filter(shows).map { (block.nameText(of: $0), block.text(of: $0)) }
  }

  /// Whether there is no entry.
  package var isEmpty: Bool { block.isEmpty || !block.fields.contains(where: shows) }

  /// Appends the entries to a block that is to be sent; what a peer's HTTP/2 or gRPC put there is
  /// left out, so that a handler may well send back what it received.
  func write(to block: inout HeaderBlock) {
    block.append(contentsOf: self.block) { $0.name == .other }
  }

  /// Whether a field is metadata of the application rather than of HTTP/2 or gRPC.
  private func shows(_ field: HeaderBlock.Field) -> Bool {
    field.name == .other || field.name == .userAgent
  }

  /// Whether the application may send metadata under this name.
  private static func isUsable(_ name: String) -> Bool {
    guard !name.isEmpty, !name.hasPrefix("grpc-") else { return false }
    let allowed = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    return allowed && !["te", "content-type", "content-length", "connection"].contains(name)
  }
}

extension Metadata: ExpressibleByDictionaryLiteral {
  /// Metadata written out as names and values.
  package init(dictionaryLiteral elements: (String, String)...) {
    self.init()
    for (name, value) in elements { add(name, value) }
  }
}

extension Character {
  fileprivate var isPrintableASCII: Bool {
    asciiValue.map { (0x20...0x7E).contains($0) } ?? false
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// The bytes without spaces at either end.
  fileprivate func trimmingSpaces() -> Self {
    var result = self
    while result.first == UInt8(ascii: " ") { result = result.dropFirst() }
    while result.last == UInt8(ascii: " ") { result = result.dropLast() }
    return result
  }
}
