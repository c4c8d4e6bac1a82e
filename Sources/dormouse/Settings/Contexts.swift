/// Named settings, of which one is chosen.
struct Contexts: Hashable, Sendable, Codable {
  /// The settings of one name; what is absent comes from elsewhere.
  struct Context: Hashable, Sendable, Codable {
    /// The server, `HOST:PORT`; several have commas between them.
    var server: String?
    /// Name of the tenant.
    var tenant: String?
    /// Path of the file that holds the token.
    var tokenFile: String?
    /// Path of the certificates that the server's is checked against.
    var authoritiesFile: String?
    /// Whether to speak plaintext to a server elsewhere.
    var allowsPlaintext: Bool?
  }

  /// Name of the chosen one; nil for none.
  var current: String?
  /// All of them by name.
  var contexts: [String: Context] = [:]

  /// The named context, or the chosen one; nil when there is neither.
  func choose(_ name: String?) throws(CommandError) -> Context? {
    guard let name = name ?? current else { return nil }
    guard let context = contexts[name] else {
      throw CommandError(
        .usage, "There is no context \"\(name)\"; \"dormouse context list\" shows those there are.")
    }
    return context
  }
}
