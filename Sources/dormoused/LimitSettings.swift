internal import ArgumentParser
internal import RPC
internal import Services

/// The limits that operators change; the others are constants.
struct LimitSettings: ParsableArguments {
  /// What the options say unless they are given.
  private static let server = ServerLimits()

  @Option(help: ArgumentHelp("Connections that are taken.", valueName: "N"))
  var maxConnections = server.maxConnections

  @Option(
    help: ArgumentHelp(
      "Connections that are taken from one address, or one IPv6 network.", valueName: "N"))
  var maxConnectionsPerAddress = server.maxConnectionsPerAddress

  @Option(
    help: ArgumentHelp(
      "Seconds after which a client is asked to connect anew; 0 never asks.",
      valueName: "SECONDS"))
  var maxConnectionAge = server.maxConnectionAge.map { Int($0.components.seconds) } ?? 0

  @Option(help: ArgumentHelp("Calls a second that each tenant may make.", valueName: "N"))
  var tenantCallsPerSecond = ServiceLimits().callsPerSecondPerTenant

  func validate() throws {
    for (name, value) in [
      ("max-connections", maxConnections),
      ("max-connections-per-address", maxConnectionsPerAddress),
      ("tenant-calls-per-second", tenantCallsPerSecond),
    ] where value < 1 {
      throw ValidationError("--\(name) takes a number from 1 on.")
    }
    guard maxConnectionAge >= 0 else {
      throw ValidationError("--max-connection-age takes a number of seconds, or 0.")
    }
  }

  /// The limits of the RPC server.
  var serverLimits: ServerLimits {
    var limits = Self.server
    limits.maxConnections = maxConnections
    limits.maxConnectionsPerAddress = maxConnectionsPerAddress
    limits.maxConnectionAge = maxConnectionAge > 0 ? .seconds(maxConnectionAge) : nil
    return limits
  }

  /// The limits of the services.
  var serviceLimits: ServiceLimits {
    var limits = ServiceLimits()
    limits.callsPerSecondPerTenant = tenantCallsPerSecond
    return limits
  }
}
