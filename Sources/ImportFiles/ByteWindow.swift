/// The bytes from the start of the current record to as far as the file has been read.
///
/// It holds one record and at most one chunk more, however long the file is.
struct ByteWindow<Source: ChunkSource> {
  private var source: Source
  private(set) var bytes: [UInt8] = []
  /// Where in `bytes` the current record starts.
  private(set) var start = 0
  /// The line in which the current record starts, counted from 1.
  private(set) var line = 1
  private(set) var isAtEnd = false

  init(_ source: Source) {
    self.source = source
  }

  /// How many bytes of the current record, and of what follows it, are there.
  var count: Int { bytes.count - start }

  /// The byte at an offset from the start of the current record.
  subscript(offset: Int) -> UInt8 { bytes[start + offset] }

  /// The bytes in a range of offsets from the start of the current record.
  subscript(offsets: Range<Int>) -> ArraySlice<UInt8> {
    bytes[start + offsets.lowerBound..<start + offsets.upperBound]
  }

  /// Reads one chunk more; false at the end of the file.
  mutating func refill() throws(ImportError) -> Bool {
    guard !isAtEnd else { return false }
    guard let chunk = try source.next() else {
      isAtEnd = true
      return false
    }
    bytes.removeFirst(start)
    start = 0
    bytes += chunk
    return true
  }

  /// Passes over a UTF-8 byte order mark at the very start of the file.
  mutating func skipByteOrderMark() throws(ImportError) {
    while count < 3 {
      guard try refill() else { return }
    }
    if self[0..<3] == [0xEF, 0xBB, 0xBF] { consume(3, lines: 0) }
  }

  /// Lets go of the current record; the next one starts behind it.
  mutating func consume(_ count: Int, lines: Int) {
    start += count
    line += lines
  }

  /// Passes over everything up to and with the next line feed, keeping none of it.
  mutating func skipLine() throws(ImportError) {
    while true {
      if let end = bytes[start...].firstIndex(of: ASCII.lineFeed) {
        consume(end + 1 - start, lines: 1)
        return
      }
      start = bytes.count
      guard try refill() else { return }
    }
  }
}
