internal import JSON

/// True or false, as SCIM services say it: some of them with texts, such as `"False"`.
enum SCIMFlag: Hashable, Sendable {
  case yes
  case no
  case missing
  /// Something else.
  case other

  /// What a value says.
  init(_ value: JSONValue?) {
    switch value {
    case nil, .null: self = .missing
    case .flag(let flag): self = flag ? .yes : .no
    case .text(let text):
      switch text.lowercased() {
      case "true": self = .yes
      case "false": self = .no
      case "": self = .missing
      default: self = .other
      }
    default: self = .other
    }
  }
}
