internal import NIOCore

/// Who is at the other end of a connection.
package struct Peer: Hashable, Sendable, CustomStringConvertible {
  /// The numeric address without a port, such as `127.0.0.1`; empty when it is not known.
  package let address: String
  /// The port, or 0 when it is not known.
  package let port: Int
  /// What the client is called by its certificate, whose chain was checked: the first URI among
  /// its alternative names, else the first DNS name, else the first email address.
  package internal(set) var clientName: String?

  /// A peer from its parts.
  package init(address: String, port: Int, clientName: String? = nil) {
    self.address = address
    self.port = port
    self.clientName = clientName
  }

  /// Where it comes from: what one peer is given of addresses.
  package var network: PeerNetwork { PeerNetwork(address: address) }

  /// The peer behind a socket address.
  init(_ address: SocketAddress?) {
    self.init(address: address?.ipAddress ?? "", port: address?.port ?? 0)
  }

  /// The address and the port.
  package var description: String {
    address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
  }
}
