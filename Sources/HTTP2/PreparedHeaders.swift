internal import CNGHTTP2

/// A header block in nghttp2's own form, made once for all streams and kept as long as the program.
///
/// Sending one copies nothing but HPACK's result, and handing one on counts no references.
package struct PreparedHeaders: Sendable {
  private struct Content {
    let block: HeaderBlock
    /// `nghttp2_nv *`
    let values: UnsafeMutableBufferPointer<nghttp2_nv>
  }

  /// Owned and never freed, because nghttp2 may hold on to it.
  // Unsafe only by declaration: what it points to is never changed.
  nonisolated(unsafe) private let content: UnsafeMutablePointer<Content>

  /// Prepares a block.
  package init(_ block: HeaderBlock) {
    let values = UnsafeMutableBufferPointer<nghttp2_nv>.allocate(capacity: block.fields.count)
    block.withUnsafeBytes { buffer in
      for (index, field) in block.fields.enumerated() {
        let (name, value) = block.parts(of: field, in: buffer)
        values.initializeElement(at: index, to: nghttp2_nv(copying: name, value))
      }
    }
    content = .allocate(capacity: 1)
    content.initialize(to: Content(block: block, values: values))
  }

  /// The same block as it is compared and extended.
  package var block: HeaderBlock { content.pointee.block }

  /// Lends the fields to nghttp2, which neither copies nor changes them.
  func withNameValues<Result>(
    _ body: (UnsafeMutableBufferPointer<nghttp2_nv>) -> Result
  ) -> Result {
    body(content.pointee.values)
  }
}

extension nghttp2_nv {
  /// A field whose bytes are copied here and live as long as the program.
  fileprivate init(copying name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    self.init(
      name: Self.copy(name), value: Self.copy(value), namelen: name.count, valuelen: value.count,
      flags: UInt8(
        NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue | NGHTTP2_NV_FLAG_NO_COPY_VALUE.rawValue))
  }

  private static func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutablePointer<UInt8>? {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    _ = copy.initialize(from: bytes)
    return copy.baseAddress
  }
}
