extension Policy {
  /// Days that any setting may have.
  package static let maxDays = 3650
  /// Hours after which an analysis can no longer be run, when the policy does not say.
  package static let defaultAnalysisTTLHours = 24
  /// Most hours for which an analysis may be run: 30 days.
  package static let maxAnalysisTTLHours = 720
  /// Most entries of one list in a policy.
  package static let maxListEntries = 1000
  /// Most characters of a username pattern.
  package static let maxPatternLength = 256
}
