internal import Cleanup
@testable internal import Storage
internal import Testing

@Suite("Answered requests")
struct RequestTests {
  @Test("A new request takes those of yesterday away, and leaves those of today")
  func pruning() async throws {
    try await withDataFolder { data in
      func put(_ id: String, at moment: Moment) async throws {
        let key = RequestKey(tokenID: "t", method: "/m", requestID: id)
        _ = try await data.operators.write { (writer) throws(StorageError) in
          try writer.putRequest(StoredRequest(key: key, bodyHash: [1], answer: [], time: moment))
        }
      }
      let old = StoredRequest.forgottenAtOnce + 1
      for number in 0..<old { try await put("old \(number)", at: day(0)) }
      try await put("young", at: day(1))
      try await put("new", at: day(1).advanced(bySeconds: 1))
      let rows = try await data.operators.read { (reader) throws(StorageError) in
        try reader.connection.number("SELECT count(*) FROM requests")
      }
      #expect(rows == 3, "one that is too old is left to the next request")
    }
  }
}
