/// The fields of one HEADERS frame, kept as raw bytes in one buffer.
///
/// A field whose name is known stores only its value, so that reading a usual request compares no
/// strings.
package struct HeaderBlock: Sendable {
  /// Where one field lies in `bytes`.
  package struct Field: Hashable, Sendable {
    /// The name, when it is one that the runtime knows.
    package let name: HeaderName
    let start: Int32
    let nameCount: Int32
    let valueCount: Int32

    fileprivate var nameRange: Range<Int> { Int(start)..<Int(start + nameCount) }
    var valueRange: Range<Int> {
      Int(start + nameCount)..<Int(start + nameCount + valueCount)
    }
  }

  /// The fields in the order in which they came.
  package private(set) var fields: [Field] = []
  var bytes = GrowingBytes()

  /// An empty block.
  package init() {}

  /// An empty block with room for a usual request.
  package init(reservingFields fieldCount: Int, bytes byteCount: Int) {
    fields.reserveCapacity(fieldCount)
    bytes.reserve(byteCount)
  }

  /// How much memory the block takes.
  package var byteCount: Int { bytes.count + fields.count * MemoryLayout<Field>.stride }

  /// Whether there is no field.
  package var isEmpty: Bool { fields.isEmpty }

  /// Appends a field whose name and value are raw bytes; the name must be in lower case.
  package mutating func append(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    let known = HeaderName(recognising: name)
    let start = bytes.count
    if known == .other { bytes.append(name) }
    bytes.append(value)
    fields.append(
      Field(
        name: known, start: Int32(start), nameCount: known == .other ? Int32(name.count) : 0,
        valueCount: Int32(value.count)))
  }

  /// Appends a field with a name of the caller's own.
  package mutating func append(name: String, value: String) {
    var name = name
    var value = value
    name.withUTF8 { name in
      value.withUTF8 { value in
        append(name: UnsafeRawBufferPointer(name), value: UnsafeRawBufferPointer(value))
      }
    }
  }

  /// Appends a field with a known name.
  package mutating func append(_ name: HeaderName, _ value: String) {
    var value = value
    value.withUTF8 { append(name, UnsafeRawBufferPointer($0)) }
  }

  /// Appends a field with a known name and raw bytes as its value.
  package mutating func append(_ name: HeaderName, _ value: UnsafeRawBufferPointer) {
    precondition(name != .other, "an unknown name needs its text")
    let start = bytes.count
    bytes.append(value)
    fields.append(
      Field(name: name, start: Int32(start), nameCount: 0, valueCount: Int32(value.count)))
  }

  /// Appends the fields of another block, all or those that `isWanted`.
  package mutating func append(
    contentsOf other: HeaderBlock, where isWanted: (Field) -> Bool = { _ in true }
  ) {
    other.withUnsafeBytes { bytes in
      for field in other.fields where isWanted(field) {
        let value = UnsafeRawBufferPointer(rebasing: bytes[field.valueRange])
        if field.name == .other {
          append(name: UnsafeRawBufferPointer(rebasing: bytes[field.nameRange]), value: value)
        } else {
          append(field.name, value)
        }
      }
    }
  }

  /// Lends the fields, to be looked into without counting references.
  package func withView<Result>(_ body: (HeaderView) -> Result) -> Result {
    fields.withUnsafeBufferPointer { fields in
      withUnsafeBytes { bytes in body(HeaderView(fields: fields, bytes: bytes)) }
    }
  }

  /// Lends the value of a field.
  package func withValue<Result>(
    of field: Field, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[field.valueRange])) }
  }

  /// Lends the value of the first field with a known name, or answers `nil` without calling.
  package func withFirst<Result>(
    _ name: HeaderName, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result? {
    withView { $0.first(name).map(body) }
  }

  /// The value of the first field with a known name as text.
  package func text(_ name: HeaderName) -> String? {
    withFirst(name) { String(decoding: $0, as: UTF8.self) }
  }

  /// The value of a field as text.
  package func text(of field: Field) -> String {
    withValue(of: field) { String(decoding: $0, as: UTF8.self) }
  }

  /// The name of a field as text.
  package func nameText(of field: Field) -> String {
    guard field.name == .other else { return field.name.text.description }
    return withUnsafeBytes { String(decoding: $0[field.nameRange], as: UTF8.self) }
  }

  /// Whether a field has this name, compared byte by byte.
  package func hasName(_ field: Field, _ name: String) -> Bool {
    guard field.name == .other else { return name == field.name.text.description }
    guard name.utf8.count == Int(field.nameCount) else { return false }
    return withUnsafeBytes { $0[field.nameRange].elementsEqual(name.utf8) }
  }

  /// Lends the buffer that all the fields point into.
  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withUnsafeBytes(body)
  }

  /// Lends the name and the value of a field, given the lent buffer.
  func parts(
    of field: Field, in buffer: UnsafeRawBufferPointer
  ) -> (name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    let name =
      field.name == .other
      ? UnsafeRawBufferPointer(rebasing: buffer[field.nameRange])
      : UnsafeRawBufferPointer(
        start: field.name.text.utf8Start, count: field.name.text.utf8CodeUnitCount)
    return (name, UnsafeRawBufferPointer(rebasing: buffer[field.valueRange]))
  }
}

extension HeaderBlock: Hashable {
  /// Whether both have the same fields in the same order.
  package static func == (one: HeaderBlock, other: HeaderBlock) -> Bool {
    one.fields == other.fields && one.bytes == other.bytes
  }

  /// Feeds the fields to a hasher.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(fields)
    hasher.combine(bytes)
  }
}
