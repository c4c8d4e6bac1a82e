internal import Foundation

/// Changes as LDIF (RFC 2849), with every value in Base64.
enum LDIF {
  static func add(
    _ name: String, _ values: [String: [String]], bytes: [String: [UInt8]] = [:]
  ) -> String {
    let lines =
      values.sorted { $0.key < $1.key }.flatMap { attribute, texts in
        texts.map { line(attribute, Array($0.utf8)) }
      } + bytes.map { line($0.key, $0.value) }
    return change(name, "add", lines)
  }

  static func put(
    _ operation: String, _ name: String, _ attribute: String, _ value: String
  ) -> String {
    change(name, "modify", ["\(operation): \(attribute)", line(attribute, Array(value.utf8))])
  }

  static func rename(_ name: String, to other: String, below place: String) -> String {
    change(
      name, "modrdn",
      [
        line("newrdn", Array(other.utf8)), "deleteoldrdn: 1",
        line("newsuperior", Array(place.utf8)),
      ])
  }

  static func delete(_ name: String) -> String { change(name, "delete", []) }

  private static func change(_ name: String, _ kind: String, _ lines: [String]) -> String {
    ([line("dn", Array(name.utf8)), "changetype: \(kind)"] + lines).joined(separator: "\n") + "\n\n"
  }

  private static func line(_ attribute: String, _ value: [UInt8]) -> String {
    "\(attribute):: \(Data(value).base64EncodedString())"
  }
}
