internal import Cleanup
internal import Messages
internal import Testing

@testable internal import RPC
@testable internal import Services

@Suite("Refusals as statuses")
struct RefusalStatusTests {
  private func details(_ refusal: Refusal) throws -> ErrorDetails {
    let status = refusal.status
    #expect(status.details.count <= Status.maxDetailsBytes)
    return try ErrorDetails.decode(status.details)
  }

  @Test("However many fields are wrong, cause and first fields go over the wire")
  func manyFields() throws {
    let violations = (0..<100).map {
      FieldViolation(
        field: "items.users[\($0)].username", description: "257 bytes are more than the 256 allowed"
      )
    }
    let details = try details(.invalid(violations))
    #expect(details.reason == "INVALID_REQUEST" && details.message.hasPrefix("100 fields"))
    #expect((40..<100).contains(details.violations.count))
    #expect(details.violations == Array(violations.prefix(details.violations.count)))
    let few = try self.details(.invalid(Array(violations.prefix(3))))
    #expect(few.violations.count == 3)
  }

  @Test("A sentence that repeats a long text is cut in the details, not its cause")
  func longSentence() throws {
    let name = String(repeating: "é", count: 5000)
    let details = try details(
      Refusal(
        .tooManyCalls, "There is no \(name).",
        violations: [FieldViolation(field: name, description: name)]))
    #expect(details.reason == "TOO_MANY_CALLS" && details.retryAfterSeconds != nil)
    #expect(details.violations.isEmpty && details.message.utf8.count <= 1024)
  }
}
