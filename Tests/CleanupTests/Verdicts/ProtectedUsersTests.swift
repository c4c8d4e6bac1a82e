internal import Cleanup
internal import Testing

@Suite("Protected administrators")
struct ProtectedUsersTests {
  private func member(
    _ id: Int64, _ activity: LastActivity, position: Int = 1, externalID: String = "x"
  ) -> ProtectedUsers.Member {
    .init(
      id: UserID(rawValue: id), lastActivity: activity, directoryPosition: position,
      externalID: externalID)
  }

  private func active(_ days: Int) -> LastActivity {
    .known(ActivitySignal(kind: .session, source: "s", time: daysAgo(days)))
  }

  @Test("Latest active first, then unknown, then never; then position, then external id")
  func order() {
    let sorted = [
      member(1, active(1)), member(2, active(5)),
      member(3, active(9), position: 1, externalID: "a"),
      member(4, active(9), position: 1, externalID: "b"),
      member(5, active(9), position: 2, externalID: "a"),
      member(6, .known(ActivitySignal(kind: .session, source: "s", time: .earliest))),
      member(7, .unknown), member(8, .never, externalID: "1"),
      member(9, .never, externalID: "2"),
    ]
    for shift in sorted.indices {
      let members = Array(sorted[shift...] + sorted[..<shift])
      #expect(ProtectedUsers.first(9, of: members).map(\.rawValue) == Array(1...9))
    }
    #expect(ProtectedUsers.first(2, of: sorted.reversed()).map(\.rawValue) == [1, 2])
  }

  @Test("Fewer members than wanted are all protected")
  func few() {
    #expect(ProtectedUsers.first(5, of: [member(1, .never)]).map(\.rawValue) == [1])
    #expect(ProtectedUsers.first(5, of: []) == [])
  }
}
