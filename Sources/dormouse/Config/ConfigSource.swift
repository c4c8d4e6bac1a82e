internal import Foundation
internal import Yams

/// One file of settings: its documents, and what is found to be wrong in it.
final class ConfigSource {
  /// Most bytes of a file.
  static let maxBytes = 4 << 20
  /// Most values that are read of a file.
  static let maxValues = 200_000

  /// Path of the file.
  let path: String
  /// What is wrong, in the order in which it was found.
  private(set) var mistakes: [ConfigMistake] = []
  private var values = 0

  init(_ path: String) {
    self.path = path
  }

  /// The documents of the file; what keeps them from being read becomes a mistake.
  func documents() -> [Node] {
    guard let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: Self.maxBytes + 1)
    else { return refuse("cannot be read, or is empty") }
    guard data.count <= Self.maxBytes else {
      return refuse("has more than \(Self.maxBytes) bytes")
    }
    guard let text = String(bytes: data, encoding: .utf8) else { return refuse("is not UTF-8") }
    if let line = YAMLIndicators.firstLine(in: text) {
      return refuse(
        "has what looks like an anchor, an alias or a tag, which settings do not take; put the value"
          + " in quotes if it begins with &, * or !", line: line)
    }
    do {
      return try Array(Parser(yaml: text).documents())
    } catch let error as YamlError {
      return refuse(error)
    } catch {
      return refuse("cannot be read")
    }
  }

  /// Notes a mistake.
  func add(_ key: String, _ description: String, line: Int) {
    mistakes.append(
      ConfigMistake(file: path, line: line, key: key, description: description))
  }

  /// Counts a value that is read; false when there are more than a file may have.
  func count() -> Bool {
    values += 1
    return values <= Self.maxValues
  }

  private func refuse(_ description: String, line: Int = 0) -> [Node] {
    add("", description, line: line)
    return []
  }

  private func refuse(_ error: YamlError) -> [Node] {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      refuse("is no YAML: \(problem)", line: mark.line)
    case .duplicatedKeysInMapping(let keys, let context):
      refuse("has a key twice: \(keys.joined(separator: ", "))", line: context.mark.line)
    default: refuse("is no YAML")
    }
  }
}

extension Parser {
  /// All documents.
  fileprivate func documents() throws -> [Node] {
    var documents: [Node] = []
    while let node = try nextRoot() { documents.append(node) }
    return documents
  }
}
