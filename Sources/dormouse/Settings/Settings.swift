internal import Foundation

/// Where a command works and how it prints, put together from options, environment and context.
struct Settings: Hashable, Sendable {
  /// The servers, in the order in which they are tried.
  var servers: ServerList
  /// Name of the tenant; nil when none is named.
  var tenant: String?
  /// Path of the file that holds the token; nil when none is named.
  var tokenFile: String?
  /// Path of the certificates that the server's is checked against; nil for the system's.
  var authoritiesFile: String?
  /// Path of the certificate that is shown to the server; nil for none.
  var clientCertificate: String?
  /// Path of that certificate's key.
  var clientKey: String?
  /// Whether to speak plaintext to a server elsewhere.
  var allowsPlaintext: Bool
  /// How long a call may take; nil for the defaults.
  var timeout: Duration?
  /// How long to wait for a server that cannot be reached; nil for not at all.
  var wait: Duration?
  /// How results are printed.
  var output: OutputFormat

  /// Options go before the environment, and the environment before the context.
  init(
    _ options: ConnectionOptions, environment: [String: String], contexts: Contexts
  ) throws(CommandError) {
    let variable = { (name: String) in environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let context = try contexts.choose(options.context ?? variable("DORMOUSE_CONTEXT"))
    let named = variable("DORMOUSE_SERVER") ?? context?.server
    if let servers = ServerList(joining: options.server) {
      self.servers = servers
    } else {
      servers = try Self.servers(named)
    }
    tenant = options.tenant ?? variable("DORMOUSE_TENANT") ?? context?.tenant
    tokenFile = options.tokenFile ?? variable("DORMOUSE_TOKEN_FILE") ?? context?.tokenFile
    authoritiesFile = options.ca ?? variable("DORMOUSE_CA") ?? context?.authoritiesFile
    clientCertificate =
      options.clientCert ?? variable("DORMOUSE_CLIENT_CERT") ?? context?.clientCertificate
    clientKey = options.clientKey ?? variable("DORMOUSE_CLIENT_KEY") ?? context?.clientKey
    allowsPlaintext = options.plaintext || context?.allowsPlaintext ?? false
    timeout = options.timeout?.duration
    wait = options.wait?.duration
    output = options.output
    guard (clientCertificate == nil) == (clientKey == nil) else {
      throw CommandError(.usage, "Give --client-cert and --client-key together.")
    }
  }

  /// The settings of this process.
  init(_ options: ConnectionOptions) throws(CommandError) {
    let environment = ProcessInfo.processInfo.environment
    let file = ContextFile(environment: environment)
    try self.init(options, environment: environment, contexts: try file.load())
  }

  /// Whether calls go over TLS: whenever authorities are given, and to every other machine.
  var usesTLS: Bool {
    authoritiesFile != nil || clientCertificate != nil || !(servers.isLoopback || allowsPlaintext)
  }

  /// The token that the token file holds; nil when a certificate speaks for the caller instead.
  func token() throws(CommandError) -> String? {
    guard let tokenFile else {
      if clientCertificate != nil { return nil }
      throw CommandError(
        .usage,
        "Say where the access token is, with --token-file, DORMOUSE_TOKEN_FILE or a context.")
    }
    guard let data = FileManager.default.contents(atPath: tokenFile) else {
      throw CommandError(.usage, "The token file \(tokenFile) cannot be read.")
    }
    let token = String(decoding: data, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw CommandError(.usage, "The token file \(tokenFile) holds no access token.")
    }
    return token
  }

  private static func servers(_ text: String?) throws(CommandError) -> ServerList {
    guard let text else { return .standard }
    guard let servers = ServerList(argument: text) else {
      throw CommandError(
        .usage, "\"\(text)\" is no server; give HOST:PORT, or several with commas between them.")
    }
    return servers
  }
}
