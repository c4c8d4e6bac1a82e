internal import DirectoryContract

/// A server that is started once for all rules, which are held against it one after the other.
actor SharedServer<Server: ContractServer> {
  private enum State {
    case new
    case started(Server)
    case missing
  }

  private let name: String
  private let start: @Sendable () async throws -> Server
  private var state = State.new

  init(_ name: String, _ start: @escaping @Sendable () async throws -> Server) {
    self.name = name
    self.start = start
  }

  /// Holds the server to a rule.
  func check(_ rule: ContractRule) async throws {
    try await use { try await rule.check($0) }
  }

  /// Tests something with the server; where it cannot be started, that is said, and nothing is tested.
  func use(_ body: (Server) async throws -> Void) async throws {
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
