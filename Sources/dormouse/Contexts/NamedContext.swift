internal import Foundation

/// A context with its name, as it is listed.
struct NamedContext: Encodable, Sendable {
  /// Its name.
  var name: String
  /// Whether it is the chosen one.
  var isCurrent: Bool
  /// Its settings.
  var context: Contexts.Context

  /// A context in a list.
  static var columns: [Column<NamedContext>] {
    [
      Column("name") { .text($0.name) },
      Column("current") { .flag($0.isCurrent) },
      Column("server") { .text($0.context.server ?? "") },
      Column("tenant") { .text($0.context.tenant ?? "") },
      Column("token file") { .text($0.context.tokenFile ?? "") },
      Column("client cert") { .text($0.context.clientCertificate ?? "") },
      Column("ca") { .text($0.context.authoritiesFile ?? "") },
    ]
  }

  /// One line of JSON.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
