internal import Cleanup
internal import Foundation
internal import Simulation
internal import Storage
internal import Testing

extension FinishedYear {
  /// The process died as often as it should have.
  func expectDeaths() {
    let deaths = diary.compactMap { if case .death(let number) = $0 { number } else { nil } }
    #expect(deaths == Array(0..<year.deaths.count))
  }

  /// Each time of the schedule led to one start, on time, or to a note that it was in a pause or refused
  /// because runs were held.
  func expectStarts() {
    let end = Year.moment(Company.days, 0)
    let before = Moment(microseconds: Year.start.microseconds - 1)
    let due = ScheduleTimes(CompanyRules.schedule, beginning: Year.start)?
      .next(Company.days + 1, after: before).filter { $0 <= end }
    let settled = audit.filter { $0.subject == "schedule" && $0.action != "schedule.set" }
    #expect(settled.map(\.time) == due)
    let paused = settled.filter { $0.action == "schedule.paused" }.map(\.time)
    // The pause lasts from 20 December to the year's end, in Oslo.
    #expect(paused == due?.filter { $0 >= Moment(seconds: 1_797_721_200) })
    let refused = settled.filter { $0.action == "schedule.refused" }.map(\.time)
    #expect(refused == due?.filter(Year.held.contains))
    #expect(runs.filter { $0.run.state == .refused }.map(\.run.startedAt) == refused)
    let started = settled.count { $0.action == "schedule.started" }
    #expect(runs.count { $0.run.trigger == .schedule && $0.run.state == .completed } == started)
  }

  /// Each run ended with one outcome for each candidate, in its journal and in its log file.
  func expectRunsAgree() {
    for finished in runs where finished.run.state != .refused {
      let (run, outcomes) = (finished.run, finished.outcomes)
      #expect(run.state == .completed)
      #expect(outcomes.map(\.sequence) == Array(1..<Int64(run.candidates) + 1))
      #expect(Set(outcomes.map(\.user)).count == run.candidates)
      #expect(run.counts.total == run.candidates)
      #expect(run.counts.done == outcomes.count { $0.result == .done })
      #expect(finished.logLines == run.candidates + 1)
    }
    #expect(runs.count { $0.run.kind == .undo } == 1)
  }

  /// The audit has an event for each effect, and replaying it leads to the accounts as they are.
  func expectAuditAndDirectoryAgree() {
    var isOpen: [String: Bool] = [:]
    for event in audit {
      guard let name = event.subject.split(separator: "/").last, event.subject.hasPrefix("user/"),
        let opens = Self.opens(event.action)
      else { continue }
      // A person may block an account that cleanup had closed already.
      #expect(
        isOpen[String(name)] ?? !opens != opens || (event.caller != nil && !opens),
        "\(name): \(event.action) changed nothing")
      isOpen[String(name)] = opens
    }
    for (name, user) in users {
      #expect(user.isActive == isOpen[name] ?? true, "\(name)")
      #expect(!held.contains(name) || !user.isActive, "\(name) is awake and held")
    }
    let byRuns = audit.filter { $0.action == "user.deactivate" && $0.after.contains("\"run/") }
    #expect(
      byRuns.map { $0.subject.split(separator: "/").last.map(String.init) ?? "" }.sorted()
        == touches.map(\.name).sorted())
  }

  /// Nobody has changed the audit, or taken events from its end.
  func expectAuditHolds() {
    #expect(auditCheck.firstBreak == nil && auditCheck.isOver)
    #expect(auditCheck.head.sequence == Int64(audit.count))
  }

  private static func opens(_ action: String) -> Bool? {
    switch action {
    case "user.deactivate": false
    case "user.reactivate", "user.restore", "login.woke", "login.created": true
    default: nil
    }
  }
}
