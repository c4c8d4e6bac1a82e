internal import Cleanup
internal import Testing

@Suite("Nested groups")
struct GroupReachTests {
  private static let users = DirectoryID(rawValue: 1)
  private static let legacy = DirectoryID(rawValue: 2)

  /// A graph of groups named by single words, whose ids are their places in the list.
  private func graph(_ names: [String], _ edges: [(Int, Int)]) -> GroupGraph {
    GroupGraph(
      directories: [.init(id: Self.users, name: "users"), .init(id: Self.legacy, name: "legacy")],
      groups: names.enumerated().map {
        .init(id: GroupID(rawValue: Int64($0)), directory: Self.users, name: $1)
      },
      edges: edges.map {
        .init(child: GroupID(rawValue: Int64($0)), parent: GroupID(rawValue: Int64($1)))
      })
  }

  private func ids(_ raw: Int...) -> [GroupID] { raw.map { GroupID(rawValue: Int64($0)) } }

  @Test("The shortest way wins over the lexically first")
  func shortest() {
    // 3 (z) leads to the target directly; 1 (a) only through 2 (b).
    let reach = graph(["target", "a", "b", "z"], [(1, 2), (2, 0), (3, 0)])
      .reach(to: ["target"], in: nil)
    #expect(reach.path(from: ids(1, 3)) == ["z", "target"])
    #expect(reach.path(from: ids(1)) == ["a", "b", "target"])
    #expect(reach.path(from: ids(0, 1)) == ["target"])
    #expect(reach.inheritedPath(from: ids(0, 1)) == ["a", "b", "target"])
    #expect(reach.inheritedPath(from: ids(0)) == nil)
  }

  @Test("Of ways of one length the lexically first is shown")
  func lexical() {
    // d leads through b and through c; x leads through b only.
    let reach = graph(["target", "c", "b", "d"], [(3, 1), (3, 2), (1, 0), (2, 0)])
      .reach(to: ["target"], in: nil)
    #expect(reach.path(from: ids(3)) == ["d", "b", "target"])
    #expect(reach.path(from: ids(1, 2)) == ["b", "target"])
  }

  @Test("Groups of one name are told apart by the rest of their ways")
  func sameNames() {
    let reach = graph(["target", "n", "m", "same", "same"], [(3, 1), (4, 2), (1, 0), (2, 0)])
      .reach(to: ["target"], in: nil)
    #expect(reach.path(from: ids(3, 4)) == ["same", "m", "target"])
  }

  @Test("Cycles end, and a cycle through the target is no inherited membership of its members")
  func cycles() {
    let reach = graph(["target", "a", "b"], [(1, 0), (2, 1), (0, 2), (1, 1)])
      .reach(to: ["target"], in: nil)
    #expect(reach.groups == ids(0, 1, 2))
    #expect(reach.targetGroups == ids(0))
    #expect(reach.path(from: ids(2)) == ["b", "a", "target"])
    #expect(reach.inheritedPath(from: ids(0)) == nil)
  }

  @Test("A name means the group in every directory in scope")
  func directories() {
    let graph = GroupGraph(
      directories: [.init(id: Self.users, name: "users"), .init(id: Self.legacy, name: "legacy")],
      groups: [
        .init(id: ids(1)[0], directory: Self.users, name: "seats"),
        .init(id: ids(2)[0], directory: Self.legacy, name: "seats"),
      ],
      edges: [.init(child: ids(1)[0], parent: ids(2)[0])])
    #expect(graph.reach(to: ["seats"], in: nil).targetGroups == ids(1, 2))
    #expect(graph.reach(to: ["seats"], in: [Self.users]).groups == ids(1))
    // The nesting leads from the one directory into the other.
    #expect(graph.reach(to: ["seats"], in: [Self.legacy]).groups == ids(1, 2))
    #expect(graph.reach(to: ["seats"], in: nil).inheritedPath(from: ids(1)) == nil)
  }

  @Test("A deep nesting takes room and time in line with its depth")
  func deep() {
    let depth = 50_000
    let reach = graph((0...depth).map { "g\($0)" }, (0..<depth).map { ($0 + 1, $0) })
      .reach(to: ["g0"], in: nil)
    #expect(reach.path(from: [GroupID(rawValue: Int64(depth))])?.count == depth + 1)
  }

  @Test("An unknown name reaches nothing")
  func unknown() {
    let reach = graph(["target"], []).reach(to: ["nobody"], in: nil)
    #expect(reach.groups == [])
    #expect(!reach.contains(ids(0)))
    #expect(reach.path(from: ids(0, 9)) == nil)
  }
}
