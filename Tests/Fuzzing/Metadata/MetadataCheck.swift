internal import HTTP2

@testable internal import RPC

/// Header blocks of a peer: what is read from them comes back from what is written.
///
/// The input is lines of a name, a colon and a value; all three may be any bytes.
enum MetadataCheck {
  private static let methods = MethodTable([
    .unary("/t/Echo") { request, _ in request }
  ])

  static func run(_ input: [UInt8]) throws(Finding) {
    let block = block(input)
    try checkFields(block)
    try checkEntries(Metadata(block))
    try checkTimeout(block)
    try checkStatus(block)
    _ = block.withView { RequestKind($0, isOversized: false, methods: methods) }
    _ = block.withView { RequestKind($0, isOversized: true, methods: methods) }
    try checkBase64(input)
    try checkPercent(input)
  }

  private static func block(_ input: [UInt8]) -> HeaderBlock {
    var block = HeaderBlock()
    for line in input.split(separator: UInt8(ascii: "\n")) {
      // A name may begin with a colon.
      let colon = line.dropFirst().firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
      line[..<colon].withUnsafeBytes { name in
        line[colon...].dropFirst().withUnsafeBytes { block.append(name: name, value: $0) }
      }
    }
    return block
  }

  private static func checkFields(_ block: HeaderBlock) throws(Finding) {
    var copy = HeaderBlock()
    copy.append(contentsOf: block)
    try expect(copy == block, "a copied header block is another one")
    for field in block.fields {
      let name = block.nameText(of: field)
      // Bytes that are no UTF-8 are replaced in texts, and then are other bytes.
      guard !name.unicodeScalars.contains("\u{FFFD}") else { continue }
      try expect(block.hasName(field, name), "a field does not have its name")
    }
  }

  private static func checkEntries(_ metadata: Metadata) throws(Finding) {
    let entries = metadata.entries
    try expect(metadata.isEmpty == entries.isEmpty, "metadata are empty and have entries")
    for (name, value) in entries where !name.unicodeScalars.contains("\u{FFFD}") {
      try expect(metadata.first(name) != nil, "an entry is not found by its name")
      try expect(metadata.values(name).contains(value), "a value is not found by its name")
      guard name.hasSuffix("-bin") else { continue }
      for bytes in metadata.binaryValues(name) {
        var again = Metadata()
        again.add("x-bin", binary: bytes)
        try expect(again.binaryValues("x-bin") == [bytes], "bytes come back as others")
      }
    }
    var sent = HeaderBlock()
    metadata.write(to: &sent)
    let isReserved = sent.fields.contains { $0.name != .other }
    try expect(!isReserved, "a reserved header is sent as metadata")
  }

  private static func checkTimeout(_ block: HeaderBlock) throws(Finding) {
    guard case let timeout?? = block.withFirst(.grpcTimeout, CallTimeout.parse) else { return }
    try expect(timeout >= .zero, "a timeout is negative")
    try expect(timeout <= CallTimeout.longest, "a timeout is longer than the longest")
    _ = CallTimeout.deadline(timeout)
    var text = CallTimeout.format(timeout)
    let again = text.withUTF8 { CallTimeout.parse(UnsafeRawBufferPointer($0)) }
    guard let again else { throw Finding("a timeout is written as \(text)") }
    // The coarsest unit that eight digits may need here is a second.
    try expect(
      again >= timeout - .seconds(1) && again <= timeout + .seconds(1),
      "a timeout of \(timeout) comes back as \(again)")
  }

  private static func checkStatus(_ block: HeaderBlock) throws(Finding) {
    if let text = block.text(.status) { _ = Status(httpStatus: text) }
    guard let status = Status(trailers: block) else { return }
    var trailers = HeaderBlock()
    status.write(to: &trailers)
    guard let again = Status(trailers: trailers) else {
      throw Finding("a status was written that is none")
    }
    try expect(again.code == status.code, "a status comes back with another code")
    let isWhole = Status.percentEncoded(status.message).utf8.count < 1800
    try expect(
      !isWhole || again.message == status.message, "a status comes back with another message")
    try expect(
      again.details == status.details || again.details.isEmpty,
      "a status comes back with other details")
    for field in trailers.fields {
      let isPrintable = trailers.withValue(of: field) { value in
        value.allSatisfy { (0x20...0x7E).contains($0) }
          && value.first != UInt8(ascii: " ") && value.last != UInt8(ascii: " ")
      }
      try expect(isPrintable, "a status is written with bytes that HTTP does not take")
    }
  }

  private static func checkBase64(_ input: [UInt8]) throws(Finding) {
    let letters = Base64.encode(input)
    try expect(Base64.decode(letters) == input, "base64 comes back as something else")
    if let bytes = Base64.decode(input) {
      try expect(Base64.decode(Base64.encode(bytes)) == bytes, "decoded base64 does not come back")
    }
  }

  private static func checkPercent(_ input: [UInt8]) throws(Finding) {
    let text = input.withUnsafeBytes { Status.percentDecoded($0) }
    var encoded = Status.percentEncoded(text)
    guard encoded.utf8.count < 1800 else { return }
    let again = encoded.withUTF8 { Status.percentDecoded(UnsafeRawBufferPointer($0)) }
    try expect(again == text, "a percent-encoded text comes back as something else")
  }
}
