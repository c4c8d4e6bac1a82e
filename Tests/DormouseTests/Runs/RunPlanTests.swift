internal import Cleanup
internal import Testing

@testable internal import dormouse

@Suite("Asking before a run, and how it ends")
struct RunPlanTests {
  @Test("The question names the action and the share")
  func question() {
    let group = RunPlan(
      analysisID: "a", candidates: 12_299, lookedAt: 24_259, action: .removeFromGroup("members"))
    #expect(group.question == "Remove 12,299 of 24,259 users from \"members\"?")
    let deactivate = RunPlan(analysisID: "a", candidates: 1, lookedAt: nil, action: .deactivate)
    #expect(deactivate.question == "Deactivate 1 user?")
    let odd = RunPlan(
      analysisID: "a", candidates: 2, lookedAt: nil, action: .removeFromGroup("a\u{1B}[2J"))
    #expect(odd.question == "Remove 2 users from \"a\\u{1b}[2J\"?")
  }

  @Test("Without a terminal nothing is confirmed by itself")
  func confirm() throws {
    let console = Console()
    try console.confirm("Sure?", isConfirmed: true)
    guard !console.isInteractive else { return }
    let error = #expect(throws: CommandError.self) {
      try console.confirm("Sure?", isConfirmed: false)
    }
    #expect(error?.status == .notConfirmed)
  }

  @Test("Failed users give an exit status of their own; skipped and manual ones do not")
  func ending() {
    let policy = StoredPolicy(
      policy: Policy(action: .deactivate, inactiveAfterDays: 90), revision: 1, etag: "",
      updatedAt: .earliest, updatedBy: "")
    var run = Run(
      id: "r", state: .completed, startedBy: "t", startedAt: .earliest, analysisID: "a",
      policy: policy, candidates: 3)
    run.counts.skipped = 2
    run.counts.manual = 1
    #expect(run.failure == nil)
    run.counts.failed = 1
    #expect(run.failure?.status == .partlyFailed)
    run.counts.failed = 0
    run.state = .cancelled
    #expect(run.failure?.status == .failed)
  }
}
