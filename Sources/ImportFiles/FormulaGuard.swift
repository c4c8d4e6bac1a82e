/// The apostrophe that keeps a spreadsheet from taking a CSV field for a formula.
///
/// A field that starts with `=`, `+`, `-`, `@`, a tab or a carriage return is written with an
/// apostrophe before it; so is one that already has apostrophes there, so that reading takes away
/// exactly what writing added.
enum FormulaGuard {
  /// Whether a field needs an apostrophe in front when written, or, seen without its first
  /// apostrophe, had one put there.
  static func isNeeded(for bytes: some Sequence<UInt8>) -> Bool {
    guard let first = bytes.first(where: { $0 != ASCII.apostrophe }) else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      ASCII.tab, ASCII.carriageReturn:
      return true
    default: return false
    }
  }

  /// The field without the apostrophe that `isNeeded` had put before it.
  static func removed(from bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.first == ASCII.apostrophe, isNeeded(for: bytes.dropFirst()) else { return bytes }
    return bytes.dropFirst()
  }
}
