internal import ArgumentParser
internal import Identity
internal import Jobs
internal import Logging
internal import Reach
internal import RPC

/// What the server is told on its command line.
struct ServerSettings: ParsableArguments {
  @Option(help: ArgumentHelp("Folder that holds all data; made when missing.", valueName: "DIR"))
  var data: String

  @Option(
    help: ArgumentHelp(
      "Address to listen on; port 0 takes a free one.", valueName: "HOST:PORT"))
  var listen = ListenOption(host: "127.0.0.1", port: 7443)

  @Option(
    name: .customLong("tls-cert"),
    help: ArgumentHelp("Certificate chain as PEM; needs --tls-key.", valueName: "FILE"))
  var certificate: String?

  @Option(
    name: .customLong("tls-key"), help: ArgumentHelp("Private key as PEM.", valueName: "FILE"))
  var key: String?

  @Option(
    name: .customLong("client-ca"),
    help: ArgumentHelp(
      "Authorities (PEM) of which every client has to show a certificate; needs --tls-cert.",
      valueName: "FILE"))
  var clientAuthorities: String?

  @Flag(help: "Serve without TLS on an address other than loopback. Tokens then travel readable.")
  var allowPlaintext = false

  @Option(
    help: ArgumentHelp(
      "Addresses beside the public ones that settings of tenants may lead to, such as an identity"
        + " provider (repeatable).",
      valueName: "CIDR"))
  var allowTarget: [TargetOption] = []

  @Option(
    help: ArgumentHelp(
      "Keys that seal the passwords and tokens of directories: one on a line, as openssl rand -base64 32"
        + " prints them, the newest first. Without, \(SecretKeyFile.variable) of the environment.",
      valueName: "FILE"))
  var secretKeys: String?

  @Option(
    help: ArgumentHelp(
      "How long a run waits for a directory that does not answer: 0…3600 seconds.",
      valueName: "SECONDS"))
  var directoryPatience = Int(RemoteDirectories.patience.components.seconds)

  @Flag(
    inversion: .prefixedNo, help: "Tell tools without a token what the protos say (reflection).")
  var reflection = true

  @Option(
    help: "What is logged: trace, debug, info, notice, warning, error or critical.",
    transform: ServerSettings.level)
  var logLevel = Logger.Level.notice

  @Option(
    help: ArgumentHelp(
      "Up to so much later than due a tenant's scheduled run starts, each by a time of its own.",
      valueName: "SECONDS"))
  var scheduleJitter = Scheduler.jitterSeconds

  @OptionGroup(title: "Limits")
  var limits: LimitSettings

  func validate() throws {
    guard (certificate == nil) == (key == nil) else {
      throw ValidationError("Give --tls-cert and --tls-key together.")
    }
    guard (0...86_400).contains(scheduleJitter) else {
      throw ValidationError("--schedule-jitter takes 0 to 86400 seconds.")
    }
    guard (0...3600).contains(directoryPatience) else {
      throw ValidationError("--directory-patience takes 0 to 3600 seconds.")
    }
    guard clientAuthorities == nil || certificate != nil else {
      throw ValidationError("--client-ca needs --tls-cert and --tls-key.")
    }
  }

  private static func level(_ name: String) throws -> Logger.Level {
    guard let level = Logger.Level(rawValue: name) else {
      throw ValidationError("--log-level takes trace, debug, info, notice, warning or error.")
    }
    return level
  }

  /// Where settings of tenants may lead.
  var targets: TargetRules { TargetRules(allowing: allowTarget.map(\.range)) }

  /// The settings of the RPC server.
  func serverConfiguration(_ logger: Logger) -> ServerConfiguration {
    var configuration = ServerConfiguration(host: listen.host, port: listen.port)
    if let certificate, let key { configuration.tls = TLSFiles(certificate: certificate, key: key) }
    configuration.clientAuthorities = clientAuthorities
    configuration.allowsPlaintextAnywhere = allowPlaintext
    configuration.limits = limits.serverLimits
    configuration.logger = logger
    return configuration
  }
}
