internal import Reach
internal import Testing
internal import Web

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
}
