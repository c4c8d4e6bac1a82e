internal import Cleanup
internal import Directories
internal import Testing

/// The rules, held against one server that has just been filled.
struct DirectoryContract {
  let server: any ContractServer
  let population = Population.standard

  init(_ server: any ContractServer) {
    self.server = server
  }

  /// The login name of somebody.
  func name(_ key: String) -> String { server.username(of: population.person(key)) }

  /// Who is in which group at first, as ``Contents/members`` has it.
  var members: [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: population.groups.map { group in
        (group.name, (group.people.map { name($0) } + group.groups).sorted())
      })
  }

  /// Whoever is listed at first.
  var usernames: Set<String> {
    Set(population.people.map { server.username(of: $0) }).union(server.traits.others)
  }

  /// Expects an error of a kind, which shows no secret.
  func expect(
    _ code: DirectoryError.Code, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
  ) async {
    let error = await #expect(throws: DirectoryError.self, sourceLocation: sourceLocation) {
      try await body()
    }
    guard let error else { return }
    #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
    #expect(error.message.hasSuffix("."), sourceLocation: sourceLocation)
    for secret in [server.traits.secret, ContractAccess.wrongSecret] where !secret.isEmpty {
      #expect(!"\(error)".contains(secret), sourceLocation: sourceLocation)
    }
  }
}
