internal import Cleanup

extension Column where Row == LoginAnswer {
  /// What was done at a login.
  static var login: [Column] {
    [
      Column("outcome") { .text($0.outcome.rawValue) },
      Column("username") { .text($0.username) },
      Column("directory") { .text($0.user?.directory ?? "") },
      Column("active") { .flag($0.isActive) },
      Column("effects") { .list($0.effects.map { label($0.code.rawValue, $0.group) }) },
      Column("obstacles") { .list($0.obstacles.map { label($0.code.rawValue, $0.group) }) },
    ]
  }

  private static func label(_ code: String, _ group: String) -> String {
    group.isEmpty ? code : "\(code) \(group)"
  }
}
