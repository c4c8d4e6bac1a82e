/// A remote directory as the client prints it in JSON.
struct DirectoryDocument: Decodable {
  struct Failure: Decodable {
    var message: String
  }

  var kind: String
  var complete: Bool
  var userCount: Int
  var groupCount: Int
  var hasSecret: Bool
  var listingFailure: Failure?
}
