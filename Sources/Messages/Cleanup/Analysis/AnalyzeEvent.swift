internal import CMessages
internal import Protobuf

/// What `Analyze` streams.
package enum AnalyzeEvent: WireMessage, Hashable {
  /// How far it is.
  case progress(AnalyzeProgress)
  /// The stored analysis; last.
  case analysis(AnalysisReport)
}

extension AnalyzeEvent: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__AnalyzeResponse> {
    dormouse__v1__analyze_response__init
  }
  static var blank: AnalyzeEvent { .progress(AnalyzeProgress()) }

  mutating func map(_ c: inout Dormouse__V1__AnalyzeResponse, _ coder: inout WireCoder) {
    switch (coder.direction, self) {
    case (.reading, _):
      switch c.event_case {
      case DORMOUSE__V1__ANALYZE_RESPONSE__EVENT_PROGRESS:
        self = .progress(coder.read(c.progress, named: "progress"))
      case DORMOUSE__V1__ANALYZE_RESPONSE__EVENT_ANALYSIS:
        self = .analysis(coder.read(c.analysis, named: "analysis"))
      default: coder.refuse("event", "must be progress or analysis")
      }
    case (.writing, .progress(let progress)):
      c.event_case = DORMOUSE__V1__ANALYZE_RESPONSE__EVENT_PROGRESS
      c.progress = coder.build(progress)
    case (.writing, .analysis(let analysis)):
      c.event_case = DORMOUSE__V1__ANALYZE_RESPONSE__EVENT_ANALYSIS
      c.analysis = coder.build(analysis)
    }
  }
}
