internal import Yams

/// Settings as they stand in a file.
indirect enum ConfigValue: Hashable, Sendable {
  /// A key with its value.
  struct Entry: Hashable, Sendable {
    var key: String
    var value: ConfigValue
  }

  case text(String)
  case number(Int)
  case flag(Bool)
  case list([ConfigValue])
  case map([Entry])

  /// The value of a key; nil for what has no such key.
  subscript(key: String) -> ConfigValue? {
    guard case .map(let entries) = self else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The value at a path, such as `scope.directories[0]`; nil where there is none.
  func value(at path: String) -> ConfigValue? {
    var value: ConfigValue? = self
    for part in path.split(whereSeparator: { $0 == "." || $0 == "[" }) {
      guard part.last == "]" else {
        value = value?[String(part)]
        continue
      }
      guard case .list(let values)? = value, let index = Int(part.dropLast()),
        values.indices.contains(index)
      else { return nil }
      value = values[index]
    }
    return value
  }

  /// Several texts.
  static func texts(_ texts: [String]) -> ConfigValue { .list(texts.map { .text($0) }) }

  /// Keys with values; those without are left out.
  static func map(_ entries: KeyValuePairs<String, ConfigValue?>) -> ConfigValue {
    .map(entries.compactMap { key, value in value.map { Entry(key: key, value: $0) } })
  }

  /// The value for Yams.
  var node: Node {
    switch self {
    // Whatever could be taken for something else stands in quotes.
    case .text(let text): Node(text, Tag(.str), Self.isPlain(text) ? .plain : .doubleQuoted)
    case .number(let number): Node(String(number), Tag(.int), .plain)
    case .flag(let flag): Node(flag ? "true" : "false", Tag(.bool), .plain)
    case .list(let values): Node(values.map(\.node), Tag(.seq), values.isEmpty ? .flow : .block)
    case .map(let entries):
      Node(
        entries.map { (Node($0.key, Tag(.str), .plain), $0.value.node) }, Tag(.map),
        entries.isEmpty ? .flow : .block)
    }
  }

  /// The value as YAML.
  func yaml() throws -> String {
    try serialize(node: node, width: -1, allowUnicode: true)
  }

  /// The value on one line, as plans show it.
  var short: String {
    switch self {
    case .text(let text): "\"\(text)\""
    case .number(let number): String(number)
    case .flag(let flag): String(flag)
    case .list(let values): "[\(values.map(\.short).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\($0.key): \($0.value.short)" }.joined(separator: ", "))}"
    }
  }

  /// Single settings by their paths: mappings are taken apart, lists are whole.
  func settings(in path: String) -> [(path: String, value: ConfigValue)] {
    guard case .map(let entries) = self else { return [(path, self)] }
    return entries.flatMap { $0.value.settings(in: path.isEmpty ? $0.key : "\(path).\($0.key)") }
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else {
      return false
    }
    let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    return !words.contains(text.lowercased())
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      }
  }
}
