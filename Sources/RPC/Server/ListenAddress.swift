#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
internal import NIOCore

/// Finds the address to listen on, and says clearly why it will not do.
enum ListenAddress {
  /// The socket address of a configuration; refuses plaintext where others can reach it.
  static func resolve(_ configuration: ServerConfiguration) throws(RPCError) -> SocketAddress {
    let address: SocketAddress
    do {
      address = try .makeAddressResolvingHost(configuration.host, port: configuration.port)
    } catch {
      throw RPCError(.cannotBind, "the address \(configuration.host) cannot be resolved")
    }
    if configuration.tls == nil, !configuration.allowsPlaintextAnywhere, !isLoopback(address) {
      throw RPCError(
        .plaintextRefused,
        "\(configuration.host) can be reached from other machines, and there is no TLS: give a "
          + "certificate and a key, or allow plaintext explicitly")
    }
    return address
  }

  /// What an error of binding means.
  static func error(_ error: any Error, _ configuration: ServerConfiguration) -> RPCError {
    let place = "\(configuration.host) port \(configuration.port)"
    guard let error = error as? IOError else {
      return RPCError(.cannotBind, "\(place) cannot be listened on")
    }
    if error.errnoCode == EADDRINUSE {
      return RPCError(.addressInUse, "\(place) is in use by another process")
    }
    return RPCError(
      .cannotBind, "\(place) cannot be listened on: \(String(cString: strerror(error.errnoCode)))")
  }

  private static func isLoopback(_ address: SocketAddress) -> Bool {
    switch address {
    case .v4: address.ipAddress?.hasPrefix("127.") ?? false
    case .v6: address.ipAddress == "::1"
    case .unixDomainSocket: true
    }
  }
}
