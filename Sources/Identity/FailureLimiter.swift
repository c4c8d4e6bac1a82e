package import Cleanup
internal import Glibc
internal import Synchronization

/// Tells who guesses tokens: failed authentications per address and minute.
///
/// IPv6 addresses count by their network of 64 bits, which is what one caller is given.
package final class FailureLimiter: Sendable {
  /// Failures that one address may make in a window.
  package static let maxFailures = 20
  /// Length of a window, in seconds.
  package static let windowSeconds: Int64 = 60
  /// Addresses remembered at once; when more fail, the table is cleared of old windows first.
  package static let maxAddresses = 10_000

  private struct Window {
    var start: Moment
    var failures: Int
  }

  private let windows = Mutex<[String: Window]>([:])

  /// A limiter that has seen nothing.
  package init() {}

  /// Whether an address has used up its failures until the window ends.
  package func isBlocked(_ address: String, at moment: Moment) -> Bool {
    // Every call asks, and hardly ever has anybody failed.
    guard windows.withLock({ !$0.isEmpty }) else { return false }
    let address = Self.network(of: address)
    return windows.withLock { windows in
      guard let window = windows[address], !Self.isOver(window, at: moment) else { return false }
      return window.failures >= Self.maxFailures
    }
  }

  /// Notes a failure.
  package func noteFailure(of address: String, at moment: Moment) {
    let address = Self.network(of: address)
    windows.withLock { windows in
      if windows.count >= Self.maxAddresses, windows[address] == nil {
        windows = windows.filter { !Self.isOver($0.value, at: moment) }
        // A table full of fresh windows is an attack from many addresses: forget the lot rather than
        // grow without bound.
        if windows.count >= Self.maxAddresses { windows.removeAll() }
      }
      var window = windows[address] ?? Window(start: moment, failures: 0)
      if Self.isOver(window, at: moment) { window = Window(start: moment, failures: 0) }
      window.failures += 1
      windows[address] = window
    }
  }

  private static func network(of address: String) -> String {
    var parsed = in6_addr()
    guard address.utf8.contains(UInt8(ascii: ":")), inet_pton(AF_INET6, address, &parsed) == 1
    else { return address }
    return withUnsafeBytes(of: parsed) { bytes in
      // IPv4 in IPv6 clothes (RFC 4291, section 2.5.5.2) is one machine's.
      let isIPv4 = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
      return isIPv4 ? address : bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
    }
  }

  private static func isOver(_ window: Window, at moment: Moment) -> Bool {
    // It is over too when the clock was set back: it might not end for as long as the clock was wrong.
    moment < window.start || moment >= window.start.advanced(bySeconds: windowSeconds)
  }
}
