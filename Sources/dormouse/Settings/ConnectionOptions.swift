internal import ArgumentParser

/// The options that every command takes.
struct ConnectionOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "The server, HOST:PORT (default 127.0.0.1:7443).",
      discussion: "Several, with commas or by giving it again, are tried in order."))
  var server: [ServerList] = []

  @Option(help: "Name of the tenant.")
  var tenant: String?

  @Option(help: "File that holds the access token.", completion: .file())
  var tokenFile: String?

  @Option(
    help: "File with the certificates that the server's is checked against (PEM).",
    completion: .file())
  var ca: String?

  @Flag(help: "Speak plaintext to a server that is not on this machine.")
  var plaintext = false

  @Option(help: "Name of the context to take settings from.")
  var context: String?

  @Option(name: .shortAndLong, help: "How results are printed.")
  var output = OutputFormat.table

  @Option(
    help: ArgumentHelp(
      "How long a call may take, such as 30s.",
      discussion: "Without it 60s; 24h for imports, analyses, exports and watching."))
  var timeout: TimeLength?

  @Option(help: "How long to wait for a server that cannot be reached yet, such as 30s.")
  var wait: TimeLength?

  @Flag(name: .shortAndLong, help: "Show status, reason and request id of errors.")
  var verbose = false
}
