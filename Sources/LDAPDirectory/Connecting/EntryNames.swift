internal import Synchronization

/// The names of entries that were found by their ids lately: a server that has no index of ids looks through all
/// entries for each.
///
/// A name is only where to look first: whoever reads there has to see that the id is the one that is meant.
final class EntryNames: Sendable {
  /// Most names that are remembered; then all are forgotten.
  static let maxNames = 10_000

  private let names = Mutex<[String: String]>([:])

  /// Where the entry with an id was; nil when that is not remembered.
  func name(of id: String) -> String? {
    names.withLock { $0[id] }
  }

  /// Notes where the entry with an id is; nil when it is not where it was.
  func note(_ name: String?, of id: String) {
    names.withLock { names in
      if names.count >= Self.maxNames, names[id] == nil { names = [:] }
      names[id] = name
    }
  }
}
