internal import CNGHTTP2

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Reads header blocks, each held against the one before.
///
/// Nearly every request of a client has the same headers, and HPACK names most of them by a place in its
/// table, for which nghttp2 lends the same counted buffer each time. So a block that repeats the last one
/// costs a comparison of addresses, and shares what was made of that one; what a field is to a request is
/// looked at once, too.
struct HeaderReader: ~Copyable {
  /// A field in nghttp2's buffers; a reference to each is held.
  private struct Field {
    let name: OpaquePointer  // nghttp2_rcbuf *
    let value: OpaquePointer  // nghttp2_rcbuf *
    let byteCount: Int
    let role: RequestField
  }

  /// Whether the blocks are requests and their trailers. What a client receives is left to nghttp2.
  private let readsRequests: Bool
  /// The fields read of this block, and behind them what is left of the one before.
  private var fields: [Field] = []
  /// How many fields of this block were read.
  private var count = 0
  /// What was made of the block before, while this one is the same so far.
  private var last: ReceivedHeaders?
  private var isUnderWay = false
  private var wasUsed = false

  init(readsRequests: Bool) {
    self.readsRequests = readsRequests
  }

  deinit {
    for field in fields { Self.giveBack(field) }
  }

  /// How much memory is held for blocks to come: the buffers and the copy of the last block. Unit: bytes.
  private(set) var heldBytes = 0

  /// Begins a block.
  mutating func begin() {
    count = 0
    isUnderWay = true
    wasUsed = true
  }

  /// Reads a field and says how large it is.
  mutating func read(_ name: OpaquePointer, _ value: OpaquePointer) -> Int {
    if count < fields.count {
      let former = fields[count]
      if Self.isSame(former.name, name), Self.isSame(former.value, value) {
        count += 1
        return former.byteCount
      }
    }
    return change(to: name, value)
  }

  /// Forgets the field that was read last, and every one that could follow it.
  mutating func removeLast() {
    count -= 1
    cutOff()
  }

  /// Ends the block.
  mutating func end() -> ReceivedHeaders {
    isUnderWay = false
    if count < fields.count { cutOff() }
    if let last { return last }
    let form = readsRequests ? RequestForm(fields.lazy.map(\.role)) : RequestForm()
    let headers = ReceivedHeaders(block(), form)
    last = headers
    heldBytes = fields.reduce(headers.block.byteCount) { $0 + $1.byteCount }
    return headers
  }

  /// Gives the buffers back unless a block has been read since this was called last.
  mutating func trim() {
    if !wasUsed { forgetLast() }
    wasUsed = false
  }

  /// Gives the buffers of the last block back, unless those of another have come already.
  mutating func forgetLast() {
    if !isUnderWay { removeAll() }
  }

  /// Gives all buffers back.
  mutating func removeAll() {
    count = 0
    cutOff()
    fields = []
    heldBytes = 0
  }

  /// The size of a field as HTTP/2 counts it (RFC 9113, section 6.5.2). Unit: bytes.
  static func byteCount(_ name: OpaquePointer, _ value: OpaquePointer) -> Int {
    nghttp2_rcbuf_get_buf(name).len + nghttp2_rcbuf_get_buf(value).len + 32
  }

  private mutating func change(to name: OpaquePointer, _ value: OpaquePointer) -> Int {
    let role =
      readsRequests
      ? RequestField(name: Self.bytes(of: name), value: Self.bytes(of: value)) : .regular
    let field = Field(
      name: name, value: value, byteCount: Self.byteCount(name, value), role: role)
    last = nil
    nghttp2_rcbuf_incref(field.name)
    nghttp2_rcbuf_incref(field.value)
    if count < fields.count {
      Self.giveBack(fields[count])
      fields[count] = field
    } else {
      fields.append(field)
    }
    count += 1
    return field.byteCount
  }

  private mutating func cutOff() {
    last = nil
    while fields.count > count, let field = fields.popLast() { Self.giveBack(field) }
  }

  private func block() -> HeaderBlock {
    var block = HeaderBlock(reservingFields: fields.count, bytes: 0)
    for field in fields {
      block.append(name: Self.bytes(of: field.name), value: Self.bytes(of: field.value))
    }
    return block
  }

  private static func giveBack(_ field: Field) {
    nghttp2_rcbuf_decref(field.name)
    nghttp2_rcbuf_decref(field.value)
  }

  private static func bytes(of buffer: OpaquePointer) -> UnsafeRawBufferPointer {
    let bytes = nghttp2_rcbuf_get_buf(buffer)
    return UnsafeRawBufferPointer(start: bytes.base, count: bytes.len)
  }

  /// Whether two buffers are the same or have the same bytes.
  private static func isSame(_ one: OpaquePointer, _ other: OpaquePointer) -> Bool {
    one == other || hasSameBytes(bytes(of: one), bytes(of: other))
  }

  private static func hasSameBytes(
    _ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer
  ) -> Bool {
    guard one.count == other.count else { return false }
    guard let left = one.baseAddress, let right = other.baseAddress else { return true }
    return memcmp(left, right, one.count) == 0
  }
}
