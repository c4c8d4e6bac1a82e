/// An analysis as the client prints it in JSON: `Int` refuses numbers that are written as text.
struct AnalysisDocument: Decodable {
  struct ReasonCount: Decodable {
    var reason: String
    var count: Int
  }

  var id: String
  var userCount: Int
  var lookedAtCount: Int
  var candidateCount: Int
  var actionableCount: Int
  var reasonCounts: [ReasonCount]

  /// Users per reason.
  var reasons: [String: Int] {
    Dictionary(uniqueKeysWithValues: reasonCounts.map { ($0.reason, $0.count) })
  }
}
