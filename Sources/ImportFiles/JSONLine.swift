/// One line of a JSON Lines file, without its line break.
struct JSONLine: Hashable {
  var line: Int
  var bytes: [UInt8]
}
