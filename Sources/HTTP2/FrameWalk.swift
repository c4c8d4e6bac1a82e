/// Walks along what a peer sends from head to head, so that every frame is counted: those that
/// nghttp2 skips without a word as well.
struct FrameWalk {
  /// How many bytes a client sends before its first frame (RFC 9113, section 3.4).
  private static let clientMagicBytes = 24

  /// How many bytes of the current payload are still to come.
  private var missingBytes: Int
  /// The beginning of a head that was cut.
  private var partialHead: [UInt8] = []
  /// How many frames have begun.
  private(set) var frameCount = 0

  /// The walk along what a client sends, or along what a server sends.
  init(fromClient: Bool) {
    missingBytes = fromClient ? Self.clientMagicBytes : 0
  }

  /// Whether a frame has begun and is not complete.
  var isInsideFrame: Bool { missingBytes > 0 || !partialHead.isEmpty }

  /// Takes bytes in and shows each head that they complete, as long as `body` answers true; says how
  /// many bytes stand before the frame that it refused.
  mutating func walk(_ input: UnsafeRawBufferPointer, _ body: (FrameHead) -> Bool) -> Int? {
    var rest = input[...]
    while !rest.isEmpty {
      let skipped = min(missingBytes, rest.count)
      missingBytes -= skipped
      rest = rest.dropFirst(skipped)
      // A head that was cut began in bytes that were read before.
      let start = partialHead.isEmpty ? rest.startIndex : 0
      guard !rest.isEmpty, let head = nextHead(&rest) else { return nil }
      frameCount += 1
      missingBytes = head.payloadBytes
      guard body(head) else { return start }
    }
    return nil
  }

  /// The head at the front, or `nil` when it is not complete.
  private mutating func nextHead(
    _ rest: inout UnsafeRawBufferPointer.SubSequence
  ) -> FrameHead? {
    if partialHead.isEmpty, rest.count >= FrameHead.byteCount {
      let head = FrameHead(UnsafeRawBufferPointer(rebasing: rest.prefix(FrameHead.byteCount)))
      rest = rest.dropFirst(FrameHead.byteCount)
      return head
    }
    let missing = FrameHead.byteCount - partialHead.count
    partialHead.append(contentsOf: rest.prefix(missing))
    rest = rest.dropFirst(missing)
    guard partialHead.count == FrameHead.byteCount else { return nil }
    let head = partialHead.withUnsafeBytes { FrameHead($0) }
    partialHead.removeAll(keepingCapacity: true)
    return head
  }
}
