internal import Foundation

/// The protos as text, for what the generated code does not tell.
enum ProtoFiles {
  /// One method of a service.
  struct Method: Hashable {
    var service: String
    var name: String
    var request: String
    var takesStream: Bool
    var response: String
    var answersStream: Bool
  }

  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Protos")

  private static let paths = [
    "dormouse/v1/cleanup.proto", "dormouse/v1/directories.proto", "dormouse/v1/logins.proto",
    "dormouse/v1/roles.proto", "dormouse/v1/tenants.proto", "grpc/health/v1/health.proto",
    "grpc/reflection/v1/reflection.proto",
  ]

  /// Its messages are those of `grpc.reflection.v1` once more.
  private static let twin = "grpc/reflection/v1alpha/reflection.proto"

  /// Every method of every service.
  static func methods() throws -> [Method] {
    let rpc = /rpc (\w+)\((stream )?([\w.]+)\) returns \((stream )?([\w.]+)\);/
    return try (paths + [twin]).flatMap { path in
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      let package = text.firstMatch(of: /package ([\w.]+);/).map { String($0.1) } ?? ""
      let service = text.firstMatch(of: /service (\w+) \{/).map { String($0.1) } ?? ""
      func fullName(_ name: Substring) -> String {
        name.hasPrefix(".") ? String(name.dropFirst()) : "\(package).\(name)"
      }
      return text.matches(of: rpc).map { match in
        Method(
          service: "\(package).\(service)", name: String(match.1), request: fullName(match.3),
          takesStream: match.2 != nil, response: fullName(match.5), answersStream: match.4 != nil)
      }
    }
  }

  /// The JSON names of the fields of each top-level message that has any, without those in a
  /// `oneof`.
  static func fields() throws -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for path in paths {
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      let package = text.firstMatch(of: /package ([\w.]+);/).map { String($0.1) } ?? ""
      for message in text.matches(of: /(?ms)^message (\w+) \{\n(.*?)^\}/) {
        let body = String(message.2)
          .replacing(/(?s)(enum|oneof) \w+ \{.*?\n  \}/, with: "")
        let names = body.matches(of: /(?m)^  (?:repeated )?[\w.]+ (\w+) = \d+;/)
          .map { camel(String($0.1)) }
        if !names.isEmpty { found["\(package).\(message.1)"] = Set(names) }
      }
    }
    return found
  }

  private static func camel(_ name: String) -> String {
    let words = name.split(separator: "_")
    return String(words[0]) + words.dropFirst().map(\.capitalized).joined()
  }
}
