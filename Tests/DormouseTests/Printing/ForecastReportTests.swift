internal import Cleanup
internal import Testing

@testable internal import dormouse

@Suite("Charts of text")
struct ForecastReportTests {
  @Test("Bars are as long as their values, and what is not nothing can be seen")
  func bars() {
    let lines = BarChart.lines([
      .init(label: "a", value: 2000), .init(label: "long", value: 500, note: "n"),
      .init(label: "b", value: 1), .init(label: "c", value: 0),
    ])
    #expect(
      lines == [
        "a     " + bar(40) + "  2,000", "long  " + bar(10) + "    500  n",
        "b     " + bar(1) + "      1", "c     " + bar(0) + "      0",
      ])
  }

  @Test("Without values no bar has a length")
  func empty() {
    #expect(BarChart.lines([]).isEmpty)
    #expect(BarChart.lines([.init(label: "a", value: 0)]) == ["a  " + bar(0) + "  0"])
  }

  @Test("The curve is a share of all seats, and marks the policy's own threshold")
  func curve() {
    let report = ForecastReport(
      Forecast(
        moment: Moment(seconds: 0), policyRevision: 1, inactiveAfterDays: 90, seats: 40,
        curve: [
          ThresholdPoint(inactiveAfterDays: 30, candidates: 22, freedSeats: 20),
          ThresholdPoint(inactiveAfterDays: 90, candidates: 4, freedSeats: 4),
        ]))
    #expect(
      report.thresholdLines == [
        "Seats freed now, of 40, after inactivity of",
        "30 days  " + bar(20) + "  20  50 %", "90 days  " + bar(4) + "   4  10 %  the policy's",
      ])
  }

  @Test("Many days share bars", arguments: [(1, 1), (31, 31), (32, 16), (366, 31)])
  func manyDays(days: Int, bars: Int) {
    let days = (0..<days).map {
      DueDay(date: CivilDay(daysSince1970: $0).description, users: 2, actionable: 2)
    }
    let report = ForecastReport(
      Forecast(
        moment: Moment(seconds: 0), policyRevision: 1, inactiveAfterDays: 90, dueNow: 1,
        days: days))
    #expect(report.dueLines.count == bars + 1)
    #expect(report.dueLines[0].hasPrefix("1 user due now, \(days.count * 2) more within"))
    #expect(report.notes == ["There are more users: give --limit."])
  }

  private func bar(_ length: Int) -> String {
    String(repeating: "#", count: length) + String(repeating: " ", count: 40 - length)
  }
}
