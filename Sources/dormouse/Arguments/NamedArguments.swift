internal import ArgumentParser
internal import Cleanup
internal import Messages

/// Values that the API names in UPPER_SNAKE; the command line takes them in any case, and with
/// hyphens.
protocol NamedArgument: ExpressibleByArgument {
  /// Every value with its name.
  static var named: [(name: String, value: Self)] { get }
}

extension NamedArgument {
  init?(argument text: String) {
    let wanted = text.uppercased().replacing("-", with: "_")
    guard let found = Self.named.first(where: { $0.name == wanted }) else { return nil }
    self = found.value
  }

  static var allValueStrings: [String] { named.map { $0.name.lowercased() } }
}

extension Reason: NamedArgument {
  static var named: [(name: String, value: Reason)] { allCases.map { ($0.name, $0) } }
}

extension ActivityKind: NamedArgument {
  static var named: [(name: String, value: ActivityKind)] { allCases.map { ($0.name, $0) } }
}

extension Role: NamedArgument {
  static var named: [(name: String, value: Role)] {
    allCases.map { ($0.rawValue.uppercased(), $0) }
  }
}

extension Outcome.Result: NamedArgument {
  static var named: [(name: String, value: Outcome.Result)] { allCases.map { ($0.rawValue, $0) } }
}

extension Decision: NamedArgument {
  static var named: [(name: String, value: Decision)] {
    [("CANDIDATE", .candidate), ("KEPT", .kept)]
  }
}

extension VerdictOrder: NamedArgument {
  static var named: [(name: String, value: VerdictOrder)] {
    [("LAST_ACTIVITY", .lastActivity), ("USERNAME", .username)]
  }
}

extension ActiveFilter: NamedArgument {
  static var named: [(name: String, value: ActiveFilter)] {
    [("ACTIVE", .active), ("INACTIVE", .inactive)]
  }
}

extension DirectoryKind: NamedArgument {
  static var named: [(name: String, value: DirectoryKind)] {
    allCases.map { ($0.rawValue.uppercased(), $0) }
  }
}

extension ExportFormat: NamedArgument {
  static var named: [(name: String, value: ExportFormat)] {
    [("CSV", .csv), ("JSONL", .jsonLines)]
  }
}
