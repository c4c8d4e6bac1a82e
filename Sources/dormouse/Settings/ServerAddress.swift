internal import ArgumentParser

/// Where the server listens.
struct ServerAddress: Hashable, Sendable, CustomStringConvertible, ExpressibleByArgument {
  /// The port when none is given.
  static let defaultPort = 7443
  /// The server when none is given.
  static let standard = ServerAddress(host: "127.0.0.1", port: defaultPort)

  /// Name or address, without brackets.
  let host: String
  /// Port.
  let port: Int

  init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Reads `HOST`, `HOST:PORT`, `[IPV6]` or `[IPV6]:PORT`.
  init?(argument text: String) {
    let (name, rest) =
      text.hasPrefix("[") ? Self.splitBracketed(text) : Self.splitPlain(text)
    guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || $0 == "/" }) else { return nil }
    if rest.isEmpty {
      self.init(host: name, port: Self.defaultPort)
      return
    }
    guard rest.hasPrefix(":"), let port = UInt16(rest.dropFirst()), port > 0 else { return nil }
    self.init(host: name, port: Int(port))
  }

  /// Whether the server is on this machine, so that plaintext does not leave it.
  var isLoopback: Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }

  var description: String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  private static func splitBracketed(_ text: String) -> (name: String, rest: String) {
    guard let end = text.firstIndex(of: "]") else { return ("", "") }
    let start = text.index(after: text.startIndex)
    return (String(text[start..<end]), String(text[text.index(after: end)...]))
  }

  private static func splitPlain(_ text: String) -> (name: String, rest: String) {
    guard let colon = text.firstIndex(of: ":") else { return (text, "") }
    return (String(text[..<colon]), String(text[colon...]))
  }
}
