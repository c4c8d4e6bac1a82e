internal import Cleanup
internal import Testing

@testable internal import dormouse

@Suite("Values on the command line")
struct ArgumentTests {
  @Test(
    "Servers",
    arguments: [
      ("h", "h:7443"), ("h:1", "h:1"), ("127.0.0.1:80", "127.0.0.1:80"), ("[::1]", "[::1]:7443"),
      ("[::1]:5", "[::1]:5"), ("", nil), (":1", nil), ("h:", nil), ("h:0", nil), ("h:65536", nil),
      ("h:x", nil), ("[::1", nil), ("[]:1", nil), ("http://h", nil), ("::1", nil), ("a b", nil),
    ] as [(String, String?)])
  func servers(text: String, expected: String?) {
    #expect(ServerAddress(argument: text)?.description == expected)
  }

  @Test(
    "Several servers",
    arguments: [
      ("h", "h:7443"), ("a:1,b", "a:1,b:7443"), ("[::1]:5,h:2", "[::1]:5,h:2"), ("a,", nil),
      (",a", nil), ("a,,b", nil), ("a, b", nil), ("", nil),
    ] as [(String, String?)])
  func serverLists(text: String, expected: String?) {
    #expect(ServerList(argument: text)?.description == expected)
  }

  @Test(
    "Lengths of time",
    arguments: [
      ("500ms", 500), ("30s", 30_000), ("5m", 300_000), ("24h", 86_400_000), ("2d", 172_800_000),
      ("0s", 0), ("5", nil), ("s", nil), ("-5s", nil), ("5 s", nil), ("5w", nil), ("٥s", nil),
      ("99999999999999999d", nil), ("1.5h", nil),
    ] as [(String, Int64?)])
  func lengths(text: String, expected: Int64?) {
    #expect(TimeLength(argument: text)?.milliseconds == expected)
  }

  @Test(
    "Days",
    arguments: [
      ("90d", 90), ("90", 90), ("48h", 2), ("0", 0), ("36h", nil), ("x", nil), ("-1", nil),
      ("90days", nil),
    ] as [(String, Int?)])
  func days(text: String, expected: Int?) {
    #expect(DaysArgument(argument: text)?.days == expected)
  }

  @Test("Moments are RFC 3339, or dates at their beginning")
  func moments() {
    #expect(
      MomentArgument(argument: "2014-09-14T03:04:42.270Z")?.moment.rfc3339
        == "2014-09-14T03:04:42.270Z")
    #expect(MomentArgument(argument: "2014-09-14")?.moment.rfc3339 == "2014-09-14T00:00:00Z")
    #expect(MomentArgument(argument: "yesterday") == nil)
  }

  @Test("Users by name, in a directory, or by id")
  func users() {
    #expect(UserArgument(argument: "ada")?.reference == UserRef(username: "ada"))
    #expect(
      UserArgument(argument: "users/ada")?.reference
        == UserRef(directory: "users", username: "ada"))
    #expect(
      UserArgument(argument: "users/id:47/11")?.reference
        == UserRef(directory: "users", externalID: "47/11"))
    #expect(UserArgument(argument: "/a/b")?.reference == UserRef(username: "a/b"))
    #expect(UserArgument(argument: "/id:7")?.reference == UserRef(username: "id:7"))
    #expect(UserArgument(argument: "a@b.c")?.reference == UserRef(username: "a@b.c"))
    for text in ["", "/", "users/", "users/id:", "No Such/ada"] {
      #expect(UserArgument(argument: text) == nil, "\(text)")
    }
  }

  @Test("Ranges of days, with a name if wanted")
  func ranges() {
    #expect(
      DateRangeArgument(argument: "2026-12-24")?.range == DateRange(firstDate: "2026-12-24"))
    #expect(
      DateRangeArgument(argument: "2026-12-24..2026-12-26=Yule = rest")?.range
        == DateRange(firstDate: "2026-12-24", lastDate: "2026-12-26", name: "Yule = rest"))
    for text in ["", "2026-12-24..", "2026-02-30", "2026-12-24..2026-12-25..2026-12-26"] {
      #expect(DateRangeArgument(argument: text) == nil, "\(text)")
    }
  }

  @Test("Settings that one word takes back")
  func settings() throws {
    #expect(try SettingArgument.daysOrKeep("keep").value == nil)
    #expect(try SettingArgument.daysOrKeep("30d").value == 30)
    #expect(try SettingArgument.percent("25%").value == 25)
    #expect(try SettingArgument.percent("0").value == 0)
    #expect(try SettingArgument.hours("2d").value == 48)
    #expect(try SettingArgument.hours("12").value == 12)
    #expect(try SettingArgument.numberOrNone("none").value == nil)
    #expect(throws: (any Error).self) { try SettingArgument.numberOrNone("default") }
    #expect(throws: (any Error).self) { try SettingArgument.days("soon") }
  }

  @Test("Names of the API in any case, and with hyphens")
  func choices() {
    #expect(Choice<Reason>(argument: "group-excluded")?.value == .groupExcluded)
    #expect(Choice<Reason>(argument: "INACTIVE")?.value == .inactive)
    #expect(Choice<ActivityKind>(argument: "import")?.value == .imported)
    #expect(Choice<Role>(argument: "Admin")?.value == .admin)
    #expect(Choice<Role>(argument: "root") == nil)
  }
}
