internal import Cleanup
internal import ImportFiles
internal import Testing

@Suite("A file of groups")
struct GroupFileTests {
  @Test("It gives each nesting, and groups without a parent")
  func nesting() throws {
    let text = "parent,group\nstaff,editors\nall,editors\n,all\n"
    let groups = try readRows(ImportedGroup.self, [Array(text.utf8)]).map { try $0.get() }
    #expect(
      groups == [
        ImportedGroup(name: "editors", parent: "staff"),
        ImportedGroup(name: "editors", parent: "all"), ImportedGroup(name: "all"),
      ])
  }

  @Test("JSON Lines say the same")
  func jsonLines() throws {
    let text = #"{"group": "editors", "parent": "staff"}"#
    let groups = try readRows(ImportedGroup.self, [Array(text.utf8)], .jsonLines)
    #expect(groups == [.success(ImportedGroup(name: "editors", parent: "staff"))])
  }

  @Test("A nesting that stands there twice, or that is of a group in itself, is refused")
  func badNesting() throws {
    let text = "group,parent\na,b\na,b\nc,c\n,b\n"
    let results = try readRows(ImportedGroup.self, [Array(text.utf8)])
    #expect(
      results.map { $0.failure?.code } == [nil, .duplicateID, .badValue, .missingValue])
    #expect(results.map { $0.failure?.column } == [nil, "group", "parent", "group"])
  }
}
