internal import Synchronization

/// Whether a service finds groups by their members, as was found out.
final class SCIMMemberFilter: Sendable {
  private let known = Mutex<Bool?>(nil)

  /// Whether it does; nil while nobody knows.
  var works: Bool? { known.withLock { $0 } }

  /// Remembers what was found out.
  func learn(_ works: Bool) {
    known.withLock { $0 = works }
  }
}
