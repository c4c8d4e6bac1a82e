internal import Cleanup
internal import Messages

/// Values of which each has a name in UPPER_SNAKE.
protocol Named: Hashable, Sendable {
  /// Every value with its name.
  static var named: [(name: String, value: Self)] { get }
}

extension Reason: Named {
  static var named: [(name: String, value: Reason)] { allCases.map { ($0.name, $0) } }
}

extension ActivityKind: Named {
  static var named: [(name: String, value: ActivityKind)] { allCases.map { ($0.name, $0) } }
}

extension Role: Named {
  static var named: [(name: String, value: Role)] {
    allCases.map { ($0.rawValue.uppercased(), $0) }
  }
}

extension Outcome.Result: Named {
  static var named: [(name: String, value: Outcome.Result)] { allCases.map { ($0.rawValue, $0) } }
}

extension Decision: Named {
  static var named: [(name: String, value: Decision)] {
    [("CANDIDATE", .candidate), ("KEPT", .kept)]
  }
}

extension VerdictOrder: Named {
  static var named: [(name: String, value: VerdictOrder)] {
    [("LAST_ACTIVITY", .lastActivity), ("USERNAME", .username)]
  }
}

extension ActiveFilter: Named {
  static var named: [(name: String, value: ActiveFilter)] {
    [("ACTIVE", .active), ("INACTIVE", .inactive)]
  }
}

extension LDAPSettings.Security: Named {
  static var named: [(name: String, value: LDAPSettings.Security)] {
    [("LDAPS", .ldaps), ("START_TLS", .startTLS), ("NONE", .none)]
  }
}

extension LDAPPreset: Named {
  static var named: [(name: String, value: LDAPPreset)] {
    [
      ("OPENLDAP", .openLDAP), ("ACTIVE_DIRECTORY", .activeDirectory),
      ("DIRECTORY_SERVER_389", .directoryServer389),
    ]
  }
}

extension ActivitySource: Named {
  static var named: [(name: String, value: ActivitySource)] {
    allCases.map { ($0.rawValue.uppercased(), $0) }
  }
}

extension ExportFormat: Named {
  static var named: [(name: String, value: ExportFormat)] {
    [("CSV", .csv), ("JSONL", .jsonLines)]
  }
}

extension SigningAlgorithm: Named {
  static var named: [(name: String, value: SigningAlgorithm)] {
    allCases.map { ($0.rawValue.uppercased(), $0) }
  }
}
