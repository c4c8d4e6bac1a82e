internal import CMessages
internal import Protobuf

/// How far an analysis is.
package struct AnalyzeProgress: DefaultedMessage {
  /// Name of the directory that is being read.
  package var directory = ""
  /// Users judged so far.
  package var evaluatedCount = 0
  /// Users to judge in all.
  package var userCount = 0

  package init() {}
}

extension AnalyzeProgress: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__AnalyzeProgress> {
    dormouse__v1__analyze_progress__init
  }
  mutating func map(_ c: inout Dormouse__V1__AnalyzeProgress, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
    coder.count(&evaluatedCount, &c.evaluated_count)
    coder.count(&userCount, &c.user_count)
  }
}
