/// A server that a client may call.
package struct ClientTarget: Hashable, Sendable {
  /// The server's name or numeric address, without brackets.
  package var host: String
  /// The server's port.
  package var port: Int

  /// A server from its parts.
  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }
}

extension ClientTarget: CustomStringConvertible {
  /// `HOST:PORT`, with brackets around an IPv6 address.
  package var description: String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
