internal import Foundation
internal import Synchronization

/// Looks up the addresses of hosts, on a few threads that are there for nothing else.
///
/// A name server that never answers holds a thread for as long as the system's resolver is patient, and
/// tenants choose whom to ask. So there is one lookup of a host at a time, whoever asks for it, and when
/// all threads and places are taken the next host is refused at once.
package final class AddressLookups: Sendable {
  /// Most lookups at once, each on a thread of its own.
  package static let maxThreads = 8
  /// Most hosts that wait for a thread.
  package static let maxWaiting = 64

  /// Those of the whole process, so that all that is looked up has these bounds together.
  package static let shared = AddressLookups()

  private typealias Answer = SharedAnswer<[String]>

  private struct Lookup {
    let answer = Answer()
    /// How many wait for it.
    var callers = 1
  }

  private struct State {
    /// Lookups by host, under way or waiting.
    var lookups: [String: Lookup] = [:]
    /// Hosts that no thread has taken, in the order in which they came.
    var waiting: [String] = []
    var threads = 0
  }

  private let lookUp: @Sendable (String) -> [String]
  private let state = Mutex(State())

  /// Lookups by a function that may take its time; by the system's resolver unless another is given.
  package init(by lookUp: @escaping @Sendable (String) -> [String] = AddressLookup.addresses) {
    self.lookUp = lookUp
  }

  /// Every address of a host, in the order in which to try them; empty when it has none.
  package func addresses(of host: String) async throws(LookupFailure) -> [String] {
    guard let answer = join(host) else { throw .busy }
    let addresses = await answer.value()
    leave(host, answer)
    guard let addresses else { throw .cancelled }
    return addresses
  }

  /// The answer for a host, with the lookup that brings it; nil when there is no place for it.
  private func join(_ host: String) -> Answer? {
    let (answer, needsThread) = state.withLock { state -> (Answer?, Bool) in
      if let lookup = state.lookups[host] {
        state.lookups[host]?.callers += 1
        return (lookup.answer, false)
      }
      guard state.lookups.count < Self.maxThreads + Self.maxWaiting else { return (nil, false) }
      let lookup = Lookup()
      state.lookups[host] = lookup
      state.waiting.append(host)
      guard state.threads < Self.maxThreads else { return (lookup.answer, false) }
      state.threads += 1
      return (lookup.answer, true)
    }
    if needsThread { Thread.detachNewThread { self.work() } }
    return answer
  }

  /// Gives up a place in which a host waits for nobody any more.
  private func leave(_ host: String, _ answer: Answer) {
    state.withLock { state in
      guard var lookup = state.lookups[host], lookup.answer === answer else { return }
      lookup.callers -= 1
      state.lookups[host] = lookup
      guard lookup.callers == 0, let place = state.waiting.firstIndex(of: host) else { return }
      state.waiting.remove(at: place)
      state.lookups[host] = nil
    }
  }

  /// What a thread does until no host waits.
  private func work() {
    while let (host, answer) = next() {
      let addresses = lookUp(host)
      state.withLock { $0.lookups[host] = nil }
      answer.give(addresses)
    }
  }

  private func next() -> (String, Answer)? {
    state.withLock { state in
      guard let host = state.waiting.first, let lookup = state.lookups[host] else {
        state.threads -= 1
        return nil
      }
      state.waiting.removeFirst()
      return (host, lookup.answer)
    }
  }
}
