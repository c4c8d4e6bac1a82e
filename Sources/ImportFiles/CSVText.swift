/// Writes values as CSV fields (RFC 4180), safe to open in a spreadsheet.
enum CSVText {
  static func append(_ value: ExportValue, to bytes: inout [UInt8]) {
    switch value {
    case .empty: break
    case .text(let text): append(text.utf8, to: &bytes)
    // A number is the product's own and no formula, so that a minus sign needs no guard.
    case .number(let number): bytes += String(number).utf8
    case .flag(let flag): bytes += (flag ? "true" : "false").utf8
    case .list(let names): append(names.joined(separator: "|").utf8, to: &bytes)
    }
  }

  private static func append(_ text: some Collection<UInt8>, to bytes: inout [UInt8]) {
    let isGuarded = FormulaGuard.isNeeded(for: text)
    guard text.contains(where: needsQuotes) else {
      if isGuarded { bytes.append(ASCII.apostrophe) }
      bytes += text
      return
    }
    bytes.append(ASCII.quote)
    if isGuarded { bytes.append(ASCII.apostrophe) }
    for byte in text {
      if byte == ASCII.quote { bytes.append(ASCII.quote) }
      bytes.append(byte)
    }
    bytes.append(ASCII.quote)
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.comma, ASCII.quote, ASCII.lineFeed, ASCII.carriageReturn: true
    default: false
    }
  }
}
