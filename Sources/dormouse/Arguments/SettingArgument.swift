internal import ArgumentParser

/// A setting that can be a value, or one word that takes it back, such as `none` or `default`.
struct SettingArgument: Hashable, Sendable {
  /// The value; nil for the word.
  let value: Int?

  private init(_ value: Int?) {
    self.value = value
  }

  /// Days, or `default`.
  static func days(_ text: String) throws -> SettingArgument {
    try parse(text, "default", "days such as 30d") { DaysArgument(argument: $0)?.days }
  }

  /// Days after which those who never logged in are cleaned, or `keep`.
  static func daysOrKeep(_ text: String) throws -> SettingArgument {
    try parse(text, "keep", "days such as 30d") { DaysArgument(argument: $0)?.days }
  }

  /// Hours, or `default`.
  static func hours(_ text: String) throws -> SettingArgument {
    try parse(text, "default", "hours such as 24h") {
      Int($0) ?? TimeLength(argument: $0)?.hours
    }
  }

  /// Per cent, or `default`.
  static func percent(_ text: String) throws -> SettingArgument {
    try parse(text, "default", "a number such as 25") {
      Int($0.hasSuffix("%") ? String($0.dropLast()) : $0)
    }
  }

  /// A number, or `none`.
  static func numberOrNone(_ text: String) throws -> SettingArgument {
    try parse(text, "none", "a number", Int.init)
  }

  /// A number, or `default`.
  static func numberOrDefault(_ text: String) throws -> SettingArgument {
    try parse(text, "default", "a number", Int.init)
  }

  private static func parse(
    _ text: String, _ word: String, _ form: String, _ read: (String) -> Int?
  ) throws -> SettingArgument {
    if text == word { return SettingArgument(nil) }
    guard let value = read(text) else {
      throw ValidationError("\"\(text)\" is not understood; give \(form), or \(word).")
    }
    return SettingArgument(value)
  }
}
