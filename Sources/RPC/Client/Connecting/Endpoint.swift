internal import NIOCore

/// One address to connect to, and the server that it was found for.
struct Endpoint: Hashable {
  let target: ClientTarget
  let address: SocketAddress

  /// The server, and its address where that is not the same.
  var description: String {
    guard let ip = address.ipAddress, ip != target.host else { return "\(target)" }
    return "\(target) (\(ip))"
  }

  /// The addresses of one server with the families taking turns, the first one's first, so that
  /// one family without a way costs one attempt (RFC 8305, section 4).
  static func ordered(_ target: ClientTarget, _ addresses: [SocketAddress]) -> [Endpoint] {
    var rest: [SocketAddress] = []
    for address in addresses where !rest.contains(address) { rest.append(address) }
    guard let family = rest.first?.protocol else { return [] }
    let (first, second) = (
      rest.filter { $0.protocol == family }, rest.filter { $0.protocol != family }
    )
    return (0..<max(first.count, second.count)).flatMap { index in
      [first, second].compactMap { $0.indices.contains(index) ? $0[index] : nil }
    }.map { Endpoint(target: target, address: $0) }
  }
}
