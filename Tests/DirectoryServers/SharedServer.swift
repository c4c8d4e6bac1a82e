/// A server that is started once for all tests of a suite, which use it one after the other.
package actor SharedServer<Server: Sendable> {
  private enum State {
    case new
    case started(Server)
    case missing
  }

  private let name: String
  private let start: @Sendable () async throws -> Server
  private var state = State.new

  /// A server by the name under which it stands in `Tests/servers.txt`, and how it is started.
  package init(_ name: String, _ start: @escaping @Sendable () async throws -> Server) {
    self.name = name
    self.start = start
  }

  /// Tests something with the server; where it cannot be started, that is said, and nothing is tested.
  package func use(_ body: (Server) async throws -> Void) async throws {
    if case .new = state {
      do {
        state = .started(try await start())
        print("TESTED: \(name)")
      } catch {
        state = .missing
        print("SKIPPED: \(name) cannot be started, and nothing was tested with it: \(error)")
      }
    }
    if case .started(let server) = state { try await body(server) }
  }
}
