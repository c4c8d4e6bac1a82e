internal import Glibc

extension String {
  /// The text that some bytes are in UTF-8; nil when they are none.
  ///
  /// The library's own initialiser looks its types up anew each time, which takes longer than the rest.
  package init?(utf8 bytes: ArraySlice<UInt8>) {
    guard let text = bytes.withUnsafeBytes({ String(utf8: $0) }) else { return nil }
    self = text
  }

  /// The text that some bytes are in UTF-8; nil when they are none.
  init?(utf8 bytes: UnsafeRawBufferPointer) {
    self.init(decoding: bytes, as: UTF8.self)
    // What is none comes out as something else.
    let isSame = withUTF8 { text in
      guard text.count == bytes.count, let own = text.baseAddress, let given = bytes.baseAddress
      else { return text.count == bytes.count }
      return memcmp(own, given, text.count) == 0
    }
    if !isSame { return nil }
  }
}
