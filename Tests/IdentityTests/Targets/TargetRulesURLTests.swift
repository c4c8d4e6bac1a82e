internal import Reach
internal import Testing

@testable internal import Identity

@Suite("Targets that settings name by URL")
struct TargetRulesURLTests {
  @Test("A URL with an address in it is judged at once, a name when it is looked up")
  func urls() throws {
    let rules = TargetRules()
    for url in [
      "https://127.0.0.1/x", "http://localhost:80", "https://[::1]:9/", "https://10.0.0.1",
      "https://169.254.169.254/latest", "https://[fd00::1]",
    ] {
      #expect(rules.problem(ofURL: url)?.contains("--allow-target") == true, "\(url)")
    }
    for url in ["https://id.example.org", "https://8.8.8.8", "no url"] {
      #expect(rules.problem(ofURL: url) == nil, "\(url)")
    }
  }

  @Test(
    "What a server says of the age of a document is understood",
    arguments: [
      (["max-age=60"], 60), (["public, MAX-AGE=\"7\""], 7), (["no-store, max-age=60"], 0),
      (["no-cache"], 0), ([], nil), (["private"], nil), (["max-age=x"], nil), (["max-age=-3"], 0),
      (["public", "max-age=5"], 5),
    ] as [([String], Int?)])
  func ages(fields: [String], seconds: Int?) {
    #expect(CacheControl.maxAgeSeconds(fields) == seconds)
  }
}
