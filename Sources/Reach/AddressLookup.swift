internal import Glibc

/// The system's resolver.
package enum AddressLookup {
  /// Every address of a host, in the order in which to try them; empty when it has none. Holds its
  /// thread until the name servers have answered, or been given up.
  @Sendable
  package static func addresses(of host: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?  // struct addrinfo *, owned
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var found: [String] = []
    var entry = list
    while let info = entry?.pointee {
      if let text = text(info), !found.contains(text) { found.append(text) }
      entry = info.ai_next
    }
    return found
  }

  private static func text(_ info: addrinfo) -> String? {
    var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let result = getnameinfo(
      info.ai_addr, info.ai_addrlen, &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST)
    guard result == 0 else { return nil }
    return String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
