internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

/// A service whose directory `corp` lies behind a proxy, and is listed once without a fault.
struct FaultyDirectory {
  /// What no error may say: words of the server's.
  static let words = "words of the server"

  let installation: Installation
  let proxy: FaultProxy
  private let keys: TemporaryFolder
  /// What the server's secret is, which no error may say either.
  private let secret: String
  /// Who is judged how, without a fault.
  private let reasons: [String: Int]

  var admin: Terminal { installation.admin }

  /// Starts a service, puts the directory, lists it, and expects a judgement. Arguments are those behind the
  /// directory's name, without its secret.
  init(
    _ proxy: FaultProxy, _ kind: String, _ arguments: [String], secret: String,
    reasons: [String: Int]
  ) async throws {
    self.proxy = proxy
    self.secret = secret
    self.reasons = reasons
    keys = try TemporaryFolder()
    let file = try keys.write("keys", Data(repeating: 1, count: 32).base64EncodedString())
    installation = try await Installation(
      arguments: ["--allow-target", "127.0.0.1", "--secret-keys", file])
    try await put(kind, arguments)
    try await admin.succeed("directory", "sync", "corp")
    try await admin.succeed(
      "configure", "--deactivate", "--inactive-after", "90d", "--max-percent", "100")
    let analysis = try await admin.json(AnalysisDocument.self, "analyze")
    #expect(analysis.reasons == reasons)
  }

  /// Puts the directory with its secret.
  func put(_ kind: String, _ arguments: [String]) async throws {
    let file = try installation.folder.write("secret", secret)
    let put = try await admin.run(
      ["directory", kind, "corp", "--secret-file", file] + arguments)
    try #require(put.status == 0, "\(put.errors)")
  }

  /// Expects that the directory cannot be listed, that the last listing stays and nobody of it is a candidate,
  /// and that the error says whose it is and, by a word, what to do.
  func expectFailure(
    _ what: Comment, remedy: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let before = try await show()
    let failed = try await admin.run("directory", "sync", "corp")
    #expect(failed.status != 0, what, sourceLocation: sourceLocation)
    let after = try await show()
    #expect(!after.complete, what, sourceLocation: sourceLocation)
    #expect(
      after.userCount == before.userCount && after.groupCount == before.groupCount, what,
      sourceLocation: sourceLocation)
    for text in [failed.errors, after.listingFailure?.message ?? ""] {
      #expect(text.contains("\"corp\""), "\(what): \(text)", sourceLocation: sourceLocation)
      #expect(text.contains(remedy), "\(what): \(text)", sourceLocation: sourceLocation)
      for word in [secret, Self.words] {
        #expect(!text.contains(word), "\(what): \(text)", sourceLocation: sourceLocation)
      }
    }
    // It lists the directory anew by itself.
    let analysis = try await admin.json(AnalysisDocument.self, "analyze")
    let closed = reasons.filter { $0.key == "ALREADY_INACTIVE" }
    let others = reasons.values.reduce(0, +) - closed.values.reduce(0, +)
    #expect(
      analysis.reasons == closed.merging(["DIRECTORY_INCOMPLETE": others]) { $1 }, what,
      sourceLocation: sourceLocation)
    #expect(analysis.candidateCount == 0, what, sourceLocation: sourceLocation)
  }

  /// Expects that the next whole listing brings everything back as it was.
  func expectRecovery(
    _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    proxy.heal()
    let listed = try await admin.run("directory", "sync", "corp", "--output", "csv")
    let shown = try await show()
    // Nobody came, and nobody went.
    let counts = ",0,\(shown.userCount),\(shown.groupCount),"
    #expect(
      listed.output.contains("\ncorp,0,") && listed.output.contains(counts),
      "\(what): \(listed.output)\(listed.errors)", sourceLocation: sourceLocation)
    #expect(shown.complete, what, sourceLocation: sourceLocation)
    let analysis = try await admin.json(AnalysisDocument.self, "analyze")
    #expect(analysis.reasons == reasons, what, sourceLocation: sourceLocation)
  }

  /// The directory.
  func show() async throws -> DirectoryDocument {
    try await admin.json(DirectoryDocument.self, "directory", "show", "corp")
  }
}
