/// Reads a JSON Lines file line by line, in constant memory, without looking into the lines.
///
/// Lines end in LF or CRLF. A byte order mark at the start is passed over, and so are empty lines.
/// A line longer than `ImportLimits.recordBytes` is reported and passed over.
struct JSONLines<Source: ChunkSource> {
  private var window: ByteWindow<Source>
  private var isAtStart = true

  init(_ source: Source) {
    window = ByteWindow(source)
  }

  /// The next line that is not empty, or why it cannot be read; nil at the end of the file.
  mutating func next() throws(ImportError) -> Result<JSONLine, ImportError>? {
    if isAtStart {
      isAtStart = false
      try window.skipByteOrderMark()
    }
    while let result = try nextLine() {
      if case .success(let line) = result, line.bytes.isEmpty { continue }
      return result
    }
    return nil
  }

  private mutating func nextLine() throws(ImportError) -> Result<JSONLine, ImportError>? {
    var offset = 0
    while true {
      let searched = min(window.count, ImportLimits.recordBytes)
      if let end = window[offset..<searched].firstIndex(of: ASCII.lineFeed) {
        return .success(take(end - window.start, lineFeeds: 1))
      }
      guard searched < ImportLimits.recordBytes else {
        let reason = "the line is longer than \(ImportLimits.recordBytes) bytes"
        let error = ImportError(.tooLong, reason, line: window.line)
        try window.skipLine()
        return .failure(error)
      }
      offset = searched
      guard try !window.refill() else { continue }
      return window.count == 0 ? nil : .success(take(window.count, lineFeeds: 0))
    }
  }

  private mutating func take(_ length: Int, lineFeeds: Int) -> JSONLine {
    var bytes = window[0..<length]
    if bytes.last == ASCII.carriageReturn { bytes.removeLast() }
    let line = JSONLine(line: window.line, bytes: Array(bytes))
    window.consume(length + lineFeeds, lines: lineFeeds)
    return line
  }
}
