internal import Reach

/// The keys of identity providers, fetched when they are needed and kept for a while.
///
/// Whoever needs the same keys at once waits for the same fetch. Keys are shared by all tenants, because
/// they are public; which provider counts is for each tenant to say.
package actor ProviderKeyCache {
  /// Most providers whose keys are kept.
  package static let maxProviders = 1000
  /// Seconds for which keys are kept when the provider does not say.
  package static let usualSeconds = 600
  /// Seconds for which they are kept at least, whatever it says.
  package static let leastSeconds = 60
  /// Seconds for which they are kept at most.
  package static let mostSeconds = 21_600
  /// Seconds between two fetches for the sake of keys that are not known.
  package static let refetchSeconds = 30
  /// Seconds for which a failure is remembered; each further one on end is for twice as long.
  package static let failureSeconds = 10
  /// Seconds for which it is remembered at most.
  package static let mostFailureSeconds = 120

  /// Keys and when they were fetched.
  struct Fetched: Hashable, Sendable {
    var keys: ProviderKeys
    /// Tells fetches apart.
    var number: Int
  }

  private typealias Fetch = SharedAnswer<Result<Fetched, IdentityError>>

  private struct Entry {
    var fetched: Fetched?
    var isGoodUntil = Duration.zero
    var failure: IdentityError?
    var failsUntil = Duration.zero
    /// How often the provider failed since it last answered as it should.
    var failures = 0
    var fetchedAt: Duration?
    var usedAt = Duration.zero
    var fetch: Fetch?
  }

  private let documents: any WebDocuments
  private let uptime: @Sendable () -> Duration
  private var entries: [String: Entry] = [:]
  private var count = 0

  /// Keys out of documents; `uptime` never goes back.
  package init(_ documents: any WebDocuments, uptime: (@Sendable () -> Duration)? = nil) {
    self.documents = documents
    let start = ContinuousClock.now
    self.uptime = uptime ?? { ContinuousClock.now - start }
  }

  /// The keys of an issuer, fetched unless there are some that may still be used.
  func keys(of issuer: String) async throws(IdentityError) -> Fetched {
    let now = uptime()
    var entry = entries[issuer] ?? Entry()
    entry.usedAt = now
    if let fetched = entry.fetched, now < entry.isGoodUntil {
      entries[issuer] = entry
      return fetched
    }
    if let failure = entry.failure, now < entry.failsUntil, entry.fetch == nil { throw failure }
    return try await fetched(issuer, entry, at: now)
  }

  /// Keys of an issuer that are newer than some in which a key was missing; nil when there are none
  /// and it is too early to ask again.
  func keys(of issuer: String, newerThan old: Fetched) async throws(IdentityError) -> Fetched? {
    let now = uptime()
    let entry = entries[issuer] ?? Entry()
    if let fetched = entry.fetched, fetched.number > old.number { return fetched }
    if let failure = entry.failure, now < entry.failsUntil, entry.fetch == nil { throw failure }
    if entry.fetch == nil, let at = entry.fetchedAt, now - at < .seconds(Self.refetchSeconds) {
      if let failure = entry.failure { throw failure }
      return nil
    }
    return try await fetched(issuer, entry, at: now)
  }

  private func fetched(
    _ issuer: String, _ entry: Entry, at now: Duration
  ) async throws(IdentityError) -> Fetched {
    var entry = entry
    let fetch = entry.fetch ?? Fetch()
    if entry.fetch == nil {
      entry.fetch = fetch
      entry.fetchedAt = now
      Task { fetch.give(await self.fetch(issuer)) }
    }
    if entries[issuer] == nil { makeRoom() }
    entries[issuer] = entry
    // Whoever leaves meanwhile does not end it for the others; it is bounded by time.
    guard let result = await fetch.value() else {
      throw .unavailable("the call was left before the keys of its provider were there")
    }
    return try result.get()
  }

  private func fetch(_ issuer: String) async -> Result<Fetched, IdentityError> {
    let result = await load(issuer)
    let now = uptime()
    var entry = entries[issuer] ?? Entry()
    entry.fetch = nil
    defer { entries[issuer] = entry }
    switch result {
    case .success(let (keys, seconds)):
      count += 1
      let fetched = Fetched(keys: keys, number: count)
      entry.fetched = fetched
      entry.isGoodUntil = now + .seconds(seconds)
      entry.failure = nil
      entry.failures = 0
      return .success(fetched)
    case .failure(let error):
      // That too many are asked at once is not this one's doing.
      if error.code != .busy { entry.failures += 1 }
      entry.failure = error
      entry.failsUntil = now + .seconds(Self.secondsOfFailure(entry.failures))
      return .failure(error)
    }
  }

  /// For how many seconds a failure is remembered that is one of so many on end.
  private static func secondsOfFailure(_ number: Int) -> Int {
    // Sixteen times is more than the most already.
    min(failureSeconds << min(max(number - 1, 0), 4), mostFailureSeconds)
  }

  /// The keys of an issuer, and for how many seconds they may be used.
  private func load(
    _ issuer: String
  ) async -> Result<(ProviderKeys, Int), IdentityError> {
    do throws(IdentityError) {
      let description = try await documents.document(at: ProviderMetadata.url(of: issuer))
      let metadata = try ProviderMetadata(description.body, of: issuer)
      let set = try await documents.document(at: metadata.keysURL)
      let keys = try ProviderKeys(set.body)
      let seconds = [description, set].map { document in
        let given = document.maxAgeSeconds ?? Self.usualSeconds
        return min(max(given, Self.leastSeconds), Self.mostSeconds)
      }
      return .success((keys, seconds.min() ?? Self.leastSeconds))
    } catch {
      return .failure(error)
    }
  }

  /// Forgets the provider that was needed longest ago, where there are too many.
  private func makeRoom() {
    guard entries.count >= Self.maxProviders else { return }
    let idle = entries.filter { $0.value.fetch == nil }
    guard let oldest = idle.min(by: { $0.value.usedAt < $1.value.usedAt }) else { return }
    entries[oldest.key] = nil
  }
}
