internal import CMessages
package import Cleanup
internal import Protobuf

extension AnalysisTally.Directory: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__DirectoryCount> {
    dormouse__v1__directory_count__init
  }
  static var blank: AnalysisTally.Directory { AnalysisTally.Directory(name: "") }

  mutating func map(_ c: inout Dormouse__V1__DirectoryCount, _ coder: inout WireCoder) {
    coder.text(&name, &c.directory)
    coder.message("observation", &observation, &c.observation)
    var counts = reasonCounts.map { ReasonCount(reason: $0.reason, count: $0.count) }
    coder.list("reason_counts", &counts, &c.reason_counts, &c.n_reason_counts)
    if coder.isReading {
      reasons = Dictionary(
        counts.map { ($0.reason.rawValue, $0.count) }, uniquingKeysWith: { $1 })
    } else {
      c.user_count = Int32(clamping: users)
      c.candidate_count = Int32(clamping: candidates)
    }
  }
}
