internal import JSON
internal import Testing

@testable internal import Identity

@Suite("ID tokens that are made to cost much", .timeLimit(.minutes(1)))
struct HostileTokenTests {
  private static let header = #"{"alg":"ES256"}"#

  private func token(header: String = header, _ payload: String) -> String {
    [header, payload, "s"].map { Signer.encoded(Array($0.utf8)) }.joined(separator: ".")
  }

  private func refusal(header: String = header, _ payload: String) -> String? {
    do throws(IdentityError) {
      _ = try IDToken(token(header: header, payload))
      return nil
    } catch {
      #expect(error.code == .refused)
      return error.message
    }
  }

  private func nested(_ levels: Int, around value: String) -> String {
    String(repeating: #"{"a":"#, count: levels) + value + String(repeating: "}", count: levels)
  }

  @Test("Claims that lie deeper than they need to are not looked at")
  func depth() {
    let most = JSONLimits.token.depth
    let good = #"{"iss":"x","c":\#(nested(most - 1, around: "1"))}"#
    #expect(refusal(good) == nil)
    for deep in [nested(most, around: "1"), nested(most - 1, around: "[]")] {
      #expect(refusal(#"{"iss":"x","c":\#(deep)}"#)?.contains("8 levels") == true)
      #expect(refusal(header: #"{"alg":"ES256","c":\#(deep)}"#, good)?.contains("8 levels") == true)
    }
  }

  @Test("Nor are more values than anybody has")
  func values() {
    // The token itself and its issuer count, and so does the list.
    let most = JSONLimits.token.values - 3
    for value in ["1", #""""#, "null", "{}", "[]"] {
      let list = Array(repeating: value, count: most).joined(separator: ",")
      #expect(refusal(#"{"iss":"x","c":[\#(list)]}"#) == nil)
      let more = #"{"iss":"x","c":[\#(list),\#(value)]}"#
      #expect(refusal(more)?.contains("1000 values") == true)
      #expect(refusal(header: more, #"{"iss":"x"}"#)?.contains("1000 values") == true)
    }
  }

  @Test("Thousands of empty objects at the bottom of hundreds of others are refused")
  func both() {
    let list = Array(repeating: "{}", count: 2800).joined(separator: ",")
    let payload = #"{"iss":"x","c":\#(nested(490, around: "[\(list)]"))}"#
    #expect(refusal(payload)?.contains("8 levels") == true)
  }
}
