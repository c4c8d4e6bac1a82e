internal import ArgumentParser
internal import Reach

/// A range of addresses as one argument: `10.0.0.0/8`, `fd00::/8` or `127.0.0.1`.
struct TargetOption: ExpressibleByArgument, Hashable, Sendable {
  /// The range.
  let range: NetworkRange

  init?(argument: String) {
    guard let range = NetworkRange(argument) else { return nil }
    self.range = range
  }
}
