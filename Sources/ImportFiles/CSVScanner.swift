/// Finds the fields and the end of one CSV record (RFC 4180), byte by byte.
///
/// It sees offsets from the start of the record and keeps its place, so that a record can arrive
/// in any number of pieces.
struct CSVScanner {
  /// One field, quotation marks and all.
  struct Field {
    var offsets: Range<Int>
    var isQuoted: Bool
  }

  enum Step {
    /// The byte belongs to the record, which goes on.
    case more
    /// The byte, a line feed, ends the record.
    case end
    /// The byte cannot stand where it does.
    case broken(ImportError.Code, String)
  }

  private enum State {
    case fieldStart, unquoted, quoted, quoteInQuoted, carriageReturn
  }

  private(set) var fields: [Field] = []
  /// How many line feeds the record has so far, within quotation marks or at its end.
  private(set) var lineFeeds = 0
  /// How many bytes have been looked at.
  private(set) var offset = 0
  private var state = State.fieldStart
  private var fieldStart = 0

  var isInQuotes: Bool { state == .quoted }

  /// Whether the record is a line with nothing on it, not even an empty quoted field.
  var isBlank: Bool { fields.count == 1 && !fields[0].isQuoted && fields[0].offsets.isEmpty }

  /// Forgets the record, and keeps only the memory for the next one's fields.
  mutating func reset() {
    fields.removeAll(keepingCapacity: true)
    lineFeeds = 0
    offset = 0
    state = .fieldStart
    fieldStart = 0
  }

  /// Looks at the next byte.
  mutating func take(_ byte: UInt8) -> Step {
    defer { offset += 1 }
    switch state {
    case .fieldStart where byte == ASCII.quote:
      state = .quoted
      return .more
    case .fieldStart, .unquoted:
      return takeUnquoted(byte)
    case .quoted:
      if byte == ASCII.quote { state = .quoteInQuoted }
      if byte == ASCII.lineFeed { lineFeeds += 1 }
      return .more
    case .quoteInQuoted where byte == ASCII.quote:
      state = .quoted
      return .more
    case .quoteInQuoted:
      guard isDelimiter(byte) else {
        return .broken(.badQuote, "something follows the quotation mark that closes a field")
      }
      return takeDelimiter(byte, isQuoted: true)
    case .carriageReturn:
      guard byte == ASCII.lineFeed else {
        return .broken(.badLineEnd, "a carriage return is not followed by a line feed")
      }
      lineFeeds += 1
      return .end
    }
  }

  /// Ends the last record of a file that has no line break at its end.
  mutating func finish() -> Step {
    switch state {
    case .fieldStart, .unquoted: endField(isQuoted: false)
    case .quoteInQuoted: endField(isQuoted: true)
    case .carriageReturn: break
    case .quoted:
      return .broken(.badQuote, "a quotation mark is opened here and never closed")
    }
    return .end
  }

  private mutating func takeUnquoted(_ byte: UInt8) -> Step {
    if isDelimiter(byte) { return takeDelimiter(byte, isQuoted: false) }
    if byte == ASCII.quote {
      return .broken(.badQuote, "a quotation mark stands in a field that is not quoted")
    }
    state = .unquoted
    return .more
  }

  private mutating func takeDelimiter(_ byte: UInt8, isQuoted: Bool) -> Step {
    endField(isQuoted: isQuoted)
    switch byte {
    case ASCII.comma:
      state = .fieldStart
      fieldStart = offset + 1
      return .more
    case ASCII.carriageReturn:
      state = .carriageReturn
      return .more
    default:
      lineFeeds += 1
      return .end
    }
  }

  private mutating func endField(isQuoted: Bool) {
    fields.append(Field(offsets: fieldStart..<offset, isQuoted: isQuoted))
  }

  private func isDelimiter(_ byte: UInt8) -> Bool {
    byte == ASCII.comma || byte == ASCII.lineFeed || byte == ASCII.carriageReturn
  }
}
