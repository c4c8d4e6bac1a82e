internal import Cleanup
internal import Directories
internal import Synchronization

/// Directories that do not answer, so that not everybody of many waits for the same failure.
final class RemoteTroubles: Sendable {
  /// After so many failures in a row a directory is left alone for a while.
  static let maxFailures = 3
  /// How long it is left alone.
  static let pause: Duration = .seconds(60)

  private struct Trouble {
    var failures = 0
    var isGivenUp = false
    var last: (failure: EffectFailure, at: ContinuousClock.Instant)?
  }

  private let troubles = Mutex<[DirectoryPlace: Trouble]>([:])

  /// Why a directory is left alone now; nil when it is not.
  func failure(of directory: DirectoryPlace) -> EffectFailure? {
    troubles.withLock { troubles in
      guard let trouble = troubles[directory], trouble.failures >= Self.maxFailures,
        let last = trouble.last, ContinuousClock.now - last.at < Self.pause
      else { return nil }
      return last.failure
    }
  }

  /// Whether any directory of a tenant was waited for in vain, a moment ago.
  func isGivenUp(anyOf tenant: TenantID) -> Bool {
    let places = troubles.withLock { troubles in
      troubles.filter { $0.key.tenant == tenant && $0.value.isGivenUp }.keys
    }
    return places.contains { failure(of: $0) != nil }
  }

  /// Lets the directories of a tenant be asked again, but those that would not take the account either.
  func forgive(_ tenant: TenantID) {
    troubles.withLock { troubles in
      for (place, trouble) in troubles
      where place.tenant == tenant && trouble.last?.failure.mayPass != false {
        troubles[place] = nil
      }
    }
  }

  /// Leaves those directories of a tenant alone from now on that did not answer when they were last asked.
  func giveUp(_ tenant: TenantID) {
    troubles.withLock { troubles in
      for place in troubles.keys where place.tenant == tenant {
        troubles[place]?.failures = Self.maxFailures
        troubles[place]?.isGivenUp = true
      }
    }
  }

  /// Notes what came of asking a directory.
  func note(_ failure: EffectFailure?, of directory: DirectoryPlace) {
    troubles.withLock { troubles in
      guard let failure, failure.code == .directoryUnavailable else {
        troubles[directory] = nil
        return
      }
      troubles[directory, default: Trouble()].failures += 1
      troubles[directory]?.last = (failure, .now)
      // A password that is wrong would lock the account if it were tried again and again.
      if !failure.mayPass {
        troubles[directory]?.failures = Self.maxFailures
        troubles[directory]?.isGivenUp = true
      }
    }
  }
}
