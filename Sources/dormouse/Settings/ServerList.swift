internal import ArgumentParser

/// The servers that may be called, in the order in which they are tried; never none.
struct ServerList: Hashable, Sendable, CustomStringConvertible, ExpressibleByArgument {
  /// The server when none is given.
  static let standard = ServerList([.standard])

  /// Where each of them listens.
  let addresses: [ServerAddress]

  init(_ addresses: [ServerAddress]) {
    precondition(!addresses.isEmpty)
    self.addresses = addresses
  }

  /// Reads `HOST:PORT`, or several with commas between them.
  init?(argument text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let addresses = parts.compactMap { ServerAddress(argument: String($0)) }
    guard addresses.count == parts.count else { return nil }
    self.init(addresses)
  }

  /// The lists of an option that was given several times, as one; nil when it was not given.
  init?(joining lists: [ServerList]) {
    if lists.isEmpty { return nil }
    self.init(lists.flatMap(\.addresses))
  }

  /// Whether every server is on this machine, so that plaintext does not leave it.
  var isLoopback: Bool { addresses.allSatisfy(\.isLoopback) }

  /// The list as the option takes it.
  var description: String { addresses.map(\.description).joined(separator: ",") }

  /// The list in a sentence.
  var named: String { addresses.map(\.description).joined(separator: " or ") }
}
