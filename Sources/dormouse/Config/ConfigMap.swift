internal import Cleanup
internal import Yams

/// A mapping of a file of settings, read key by key; what nobody asked for is a mistake.
final class ConfigMap {
  /// Where it is, such as `policy.scope`; empty for a tenant itself.
  let path: String
  /// Its line.
  let line: Int
  /// Lines of all keys that were read, by path; shared with the mappings in it.
  let lines: ConfigLines
  private let source: ConfigSource
  private let values: [String: Node]
  private let order: [(key: String, line: Int)]
  private var known: Set<String> = []

  /// A mapping; nil, with a mistake, for anything else.
  init?(_ node: Node, _ path: String, _ source: ConfigSource, _ lines: ConfigLines) {
    self.path = path
    self.source = source
    self.lines = lines
    line = node.mark?.line ?? 0
    guard case .mapping(let mapping) = node else {
      source.add(path, "must have keys and values", line: line)
      return nil
    }
    var values: [String: Node] = [:]
    var order: [(String, Int)] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        source.add(path, "has a key that is no text", line: key.mark?.line ?? line)
        continue
      }
      values[scalar.string] = value
      order.append((scalar.string, key.mark?.line ?? line))
    }
    self.values = values
    self.order = order
  }

  /// Text; nil when the key is not there.
  func text(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    return text(node, name(key))
  }

  /// A whole number.
  func number(_ key: String) -> Int? {
    guard let node = node(key) else { return nil }
    guard let plain = plain(node), let number = Int(plain), abs(number) <= Int(Int32.max) else {
      return wrong(key, "must be a whole number", node)
    }
    return number
  }

  /// Yes or no.
  func flag(_ key: String) -> Bool? {
    guard let node = node(key) else { return nil }
    switch plain(node) {
    case "true": return true
    case "false": return false
    default: return wrong(key, "must be true or false", node)
    }
  }

  /// One of some names.
  func choice<Value>(_ key: String, _ choices: [(name: String, value: Value)]) -> Value? {
    guard let node = node(key), let text = text(node, name(key)) else { return nil }
    if let found = choices.first(where: { $0.name == text }) { return found.value }
    let names = choices.map(\.name)
    return wrong(
      key, "must be \(names.joined(separator: ", "))\(Suggestion.text(for: text, among: names))",
      node)
  }

  /// A moment as RFC 3339 has it.
  func moment(_ key: String) -> Moment? {
    guard let node = node(key), let text = text(node, name(key)) else { return nil }
    return Moment(rfc3339: text)
      ?? wrong(key, "must be a time such as 2027-01-31T03:30:00Z", node)
  }

  /// Several texts; none when the key is not there.
  func texts(_ key: String) -> [String] {
    nodes(key).enumerated().compactMap { text($1, "\(name(key))[\($0)]") }
  }

  /// Several names of things; none when the key is not there.
  func choices<Value>(_ key: String, _ choices: [(name: String, value: Value)]) -> [Value] {
    nodes(key).compactMap { node in
      guard let text = text(node, name(key)) else { return nil }
      let found = choices.first { $0.name == text }
      if found == nil {
        let names = choices.map(\.name)
        source.add(
          name(key),
          "\"\(text)\" is none of \(names.joined(separator: ", "))"
            + Suggestion.text(for: text, among: names), line: node.mark?.line ?? line)
      }
      return found?.value
    }
  }

  /// A mapping in it; nil when the key is not there.
  func map(_ key: String) -> ConfigMap? {
    node(key).flatMap { ConfigMap($0, name(key), source, lines) }
  }

  /// Several mappings in it; none when the key is not there.
  func maps(_ key: String) -> [ConfigMap] {
    nodes(key).enumerated().compactMap { index, node in
      let path = "\(name(key))[\(index)]"
      lines.note(path, node.mark?.line ?? line)
      return ConfigMap(node, path, source, lines)
    }
  }

  /// Whether the key is there.
  func has(_ key: String) -> Bool {
    known.insert(key)
    return values[key] != nil
  }

  /// Notes that a value cannot be.
  func refuse(_ key: String, _ description: String) {
    let path = key.isEmpty ? self.path : name(key)
    source.add(path, description, line: lines.line(of: path) ?? line)
  }

  /// Notes every key that nobody asked for.
  func finish() {
    for (key, line) in order where !known.contains(key) {
      source.add(
        name(key), "is no key here\(Suggestion.text(for: key, among: known.sorted()))", line: line)
    }
  }

  private func node(_ key: String) -> Node? {
    known.insert(key)
    guard let node = values[key] else { return nil }
    lines.note(name(key), node.mark?.line ?? line)
    return isCounted(node) ? node : nil
  }

  private func nodes(_ key: String) -> [Node] {
    guard let node = node(key) else { return [] }
    guard case .sequence(let sequence) = node else {
      source.add(name(key), "must be a list", line: node.mark?.line ?? line)
      return []
    }
    return sequence.filter(isCounted)
  }

  private func isCounted(_ node: Node) -> Bool {
    if source.count() { return true }
    source.add(
      path, "the file has more than \(ConfigSource.maxValues) values", line: node.mark?.line ?? 0)
    return false
  }

  /// A text, quoted or not; nothing and `null` are none.
  private func text(_ node: Node, _ path: String) -> String? {
    if case .scalar(let scalar) = node, !isNull(scalar) { return scalar.string }
    source.add(path, "must be text", line: node.mark?.line ?? line)
    return nil
  }

  private func isNull(_ scalar: Node.Scalar) -> Bool {
    scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  private func plain(_ node: Node) -> String? {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return nil }
    return scalar.string
  }

  private func wrong<Value>(_ key: String, _ description: String, _ node: Node) -> Value? {
    source.add(name(key), description, line: node.mark?.line ?? line)
    return nil
  }

  private func name(_ key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }
}
