internal import Cleanup
internal import Testing

@Suite("Roles")
struct RoleTests {
  /// Rows: what the token is; columns: the least role that a call takes, in the order of `columns`.
  private static let columns: [Role] = [.viewer, .reporter, .operator, .admin, .fleet]
  private static let table: [(role: Role, covers: [Bool])] = [
    (.viewer, [true, false, false, false, false]),
    (.reporter, [false, true, false, false, false]),
    (.operator, [true, false, true, false, false]),
    (.admin, [true, true, true, true, false]),
    (.fleet, [true, true, true, true, true]),
  ]

  @Test("Each role covers exactly what the documents say")
  func covers() {
    for (role, expected) in Self.table {
      #expect(Self.columns.map { role.covers($0) } == expected, "\(role)")
    }
    #expect(Set(Self.table.map(\.role)) == Set(Role.allCases))
  }
}
