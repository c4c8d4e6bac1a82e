internal import ArgumentParser
internal import Foundation

/// `dormouse context add NAME --server … --tenant … --token-file …`
struct ContextAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Store the given --server, --tenant, --token-file and --ca under a name.",
    discussion: "The first one stored is used from then on. The token itself is never stored.")

  @Argument(help: "Name of the context; one that exists is replaced.")
  var name: String

  @OptionGroup var connection: ConnectionOptions

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let file = ContextFile(environment: environment)
    var contexts = try file.load()
    contexts.contexts[name] = Contexts.Context(
      server: ServerList(joining: connection.server)?.description, tenant: connection.tenant,
      tokenFile: connection.tokenFile.map(absolute), authoritiesFile: connection.ca.map(absolute),
      allowsPlaintext: connection.plaintext ? true : nil)
    if contexts.current == nil { contexts.current = name }
    try file.save(contexts)
    Console().note("The context \"\(name)\" is stored in \(file.path).")
  }

  /// Contexts are used from other folders than the one in which they were made.
  private func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path
  }
}
