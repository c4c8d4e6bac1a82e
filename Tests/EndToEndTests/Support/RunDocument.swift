/// A run as the client prints it in JSON.
struct RunDocument: Decodable {
  struct Counts: Decodable {
    var done: Int
    var skipped: Int
    var failed: Int
    var manual: Int
  }

  var id: String
  var state: String
  var candidateCount: Int
  var counts: Counts
  var logFile: String
}
