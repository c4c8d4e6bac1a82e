internal import Cleanup
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import Identity

@Suite("The cache of provider keys", .timeLimit(.minutes(1)))
struct ProviderKeyCacheTests {
  @Test("Many who need the same keys wait for one fetch")
  func sharing() async throws {
    let signer = await Signer.es256()
    let provider = TestProvider(FakeDocuments(signer))
    let token = try await signer.token(provider.claims())
    provider.documents.state.withLock { $0.isHeld = true }
    await withTaskGroup(of: IdentityError?.self) { group in
      for _ in 0..<50 { group.addTask { await provider.refusal(of: token) } }
      try? await eventually("keys are asked for") { provider.documents.state.withLock(\.isAsked) }
      provider.documents.state.withLock { $0.isHeld = false }
      for await error in group { #expect(error == nil) }
    }
    #expect(provider.documents.fetches == 1)
  }

  @Test("Whoever is cancelled waits no longer, and takes nothing from those who do")
  func leaving() async throws {
    let signer = await Signer.es256()
    let provider = TestProvider(FakeDocuments(signer))
    let token = try await signer.token(provider.claims())
    provider.documents.state.withLock { $0.isHeld = true }
    let (first, second) = (
      Task { await provider.refusal(of: token) }, Task { await provider.refusal(of: token) }
    )
    try await eventually("keys are asked for") { provider.documents.state.withLock(\.isAsked) }
    first.cancel()
    let left = await first.value
    #expect(left?.code == .unavailable && left?.message.contains("was left") == true)
    // One who is cancelled before need not begin to wait.
    let third = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await provider.refusal(of: token)
    }
    #expect(await third.value?.code == .unavailable)
    #expect(provider.documents.fetches == 0)
    provider.documents.state.withLock { $0.isHeld = false }
    #expect(await second.value == nil)
    #expect(provider.documents.fetches == 1)
  }

  @Test("Keys are kept as long as the provider says, within bounds")
  func ages() async throws {
    let signer = await Signer.es256()
    for (given, seconds) in [
      (nil, ProviderKeyCache.usualSeconds), (0, ProviderKeyCache.leastSeconds), (900, 900),
      (1_000_000, ProviderKeyCache.mostSeconds),
    ] as [(Int?, Int)] {
      let provider = TestProvider(FakeDocuments(signer))
      provider.documents.state.withLock { $0.maxAgeSeconds = given }
      let token = try await signer.token(provider.claims())
      #expect(await provider.refusal(of: token) == nil)
      provider.pass(seconds: seconds - 1)
      #expect(await provider.refusal(of: token) == nil)
      #expect(provider.documents.fetches == 1)
      provider.pass(seconds: 1)
      #expect(await provider.refusal(of: token) == nil)
      #expect(provider.documents.fetches == 2)
    }
  }

  @Test("A new key is found at once, but nobody makes us ask all the time")
  func rotation() async throws {
    let (old, new) = (await Signer.es256("old"), await Signer.es256("new"))
    let provider = TestProvider(FakeDocuments(old))
    let (first, second) = (
      try await old.token(provider.claims()), try await new.token(provider.claims())
    )
    #expect(await provider.refusal(of: first) == nil)
    provider.documents.publish(new)
    provider.pass(seconds: ProviderKeyCache.refetchSeconds - 1)
    for _ in 0..<20 {
      #expect(await provider.refusal(of: second)?.message.contains("no such key") == true)
    }
    #expect(provider.documents.fetches == 1)
    provider.pass(seconds: 1)
    #expect(await provider.refusal(of: second) == nil)
    #expect(await provider.refusal(of: first)?.message.contains("no such key") == true)
    #expect(provider.documents.fetches == 2)
  }

  @Test("A new key without a name is found as well")
  func unnamedRotation() async throws {
    let (old, new) = (await Signer.es256(nil), await Signer.es256(nil))
    let provider = TestProvider(FakeDocuments(old))
    #expect(await provider.refusal(of: try await old.token(provider.claims())) == nil)
    provider.documents.publish(new)
    provider.pass(seconds: ProviderKeyCache.refetchSeconds)
    #expect(await provider.refusal(of: try await new.token(provider.claims())) == nil)
  }

  @Test("Nothing is believed while the provider is down, and it is asked again before long")
  func down() async throws {
    let signer = await Signer.es256()
    let provider = TestProvider(FakeDocuments(signer))
    let token = try await signer.token(provider.claims())
    let failure = IdentityError(.unavailable, "it cannot be reached")
    provider.documents.state.withLock { $0.failure = failure }
    #expect(await provider.refusal(of: token) == failure)
    provider.documents.state.withLock { $0.failure = nil }
    provider.pass(seconds: ProviderKeyCache.failureSeconds - 1)
    #expect(await provider.refusal(of: token) == failure)
    provider.pass(seconds: 1)
    #expect(await provider.refusal(of: token) == nil)
    // What is cached serves until it is too old, and then no longer.
    provider.documents.state.withLock { $0.failure = failure }
    provider.pass(seconds: ProviderKeyCache.usualSeconds - 1)
    #expect(await provider.refusal(of: token) == nil)
    let unknown = try await signer.token(
      provider.claims(), header: #"{"alg":"ES256","kid":"other"}"#)
    #expect(await provider.refusal(of: unknown)?.code == .unavailable)
    #expect(await provider.refusal(of: unknown)?.code == .unavailable)
    #expect(await provider.refusal(of: token) == nil)
    provider.pass(seconds: 1)
    #expect(await provider.refusal(of: token) == failure)
  }

  @Test("The longer a provider is down, the more seldom it is asked")
  func longDown() async throws {
    let signer = await Signer.es256()
    let provider = TestProvider(FakeDocuments(signer))
    let token = try await signer.token(provider.claims())
    let failures = [10, 20, 40, 80, 120, 120].enumerated().map { number, seconds in
      (IdentityError(.unavailable, "failure \(number)"), seconds)
    }
    for (failure, seconds) in failures {
      provider.documents.state.withLock { $0.failure = failure }
      #expect(await provider.refusal(of: token) == failure)
      provider.documents.state.withLock { $0.failure = IdentityError(.unavailable, "too early") }
      provider.pass(seconds: seconds - 1)
      #expect(await provider.refusal(of: token) == failure)
      provider.pass(seconds: 1)
    }
    // Once it has answered, the next failure is a first one again.
    provider.documents.state.withLock { $0.failure = nil }
    #expect(await provider.refusal(of: token) == nil)
    provider.pass(seconds: ProviderKeyCache.usualSeconds)
    provider.documents.state.withLock { $0.failure = failures[0].0 }
    #expect(await provider.refusal(of: token) == failures[0].0)
    provider.documents.state.withLock { $0.failure = nil }
    provider.pass(seconds: ProviderKeyCache.failureSeconds)
    #expect(await provider.refusal(of: token) == nil)
  }

  @Test("That too many providers are asked at once makes none of them one that fails")
  func busy() async throws {
    let signer = await Signer.es256()
    let provider = TestProvider(FakeDocuments(signer))
    let token = try await signer.token(provider.claims())
    let failure = IdentityError(.busy, "try again")
    provider.documents.state.withLock { $0.failure = failure }
    for _ in 0..<5 {
      #expect(await provider.refusal(of: token) == failure)
      provider.pass(seconds: ProviderKeyCache.failureSeconds)
    }
    provider.documents.state.withLock { $0.failure = nil }
    #expect(await provider.refusal(of: token) == nil)
  }

  @Test("A provider that calls itself otherwise is not believed")
  func otherIssuer() async throws {
    let signer = await Signer.es256()
    let provider = TestProvider(FakeDocuments(signer))
    provider.documents.state.withLock { $0.issuer = "https://id.example.com" }
    let error = await provider.refusal(of: try await signer.token(provider.claims()))
    #expect(error?.code == .unavailable && error?.message.contains("another issuer") == true)
  }

  @Test("The provider that was needed longest ago is forgotten first")
  func room() async throws {
    let documents = AnyDocuments()
    let cache = ProviderKeyCache(documents)
    for number in 0...ProviderKeyCache.maxProviders {
      _ = try await cache.keys(of: "https://\(number).example.org")
      _ = try await cache.keys(of: "https://0.example.org")
    }
    let count = documents.count
    _ = try await cache.keys(of: "https://0.example.org")
    _ = try await cache.keys(of: "https://\(ProviderKeyCache.maxProviders).example.org")
    #expect(documents.count == count)
    _ = try await cache.keys(of: "https://1.example.org")
    #expect(documents.count == count + 1)
  }
}
