internal import Reach
internal import TestSupport
internal import Testing

@Suite("Lookups of addresses", .timeLimit(.minutes(1)))
struct AddressLookupsTests {
  private let resolver = HeldResolver()
  private let lookups: AddressLookups

  init() {
    lookups = AddressLookups { [resolver] in resolver.addresses(of: $0) }
  }

  /// Asks for a host: whoever was answered stands in the line before this is over.
  private func ask(_ host: String) -> Task<Result<[String], LookupFailure>, Never> {
    Task.immediate { [lookups] in
      do throws(LookupFailure) {
        return .success(try await lookups.addresses(of: host))
      } catch {
        return .failure(error)
      }
    }
  }

  @Test("A host is looked up once at a time, however many ask for it")
  func sharing() async throws {
    let first = (0..<50).map { _ in ask("a.example") }
    try await eventually("it is looked up") { resolver.asked == ["a.example"] }
    // Whoever leaves takes nothing from the others.
    first[0].cancel()
    await #expect(throws: LookupFailure.self) { try await first[0].value.get() }
    resolver.letGo()
    for task in first[1...] { #expect(try await task.value.get() == HeldResolver.answer) }
    #expect(resolver.asked == ["a.example"])
    #expect(try await ask("a.example").value.get() == HeldResolver.answer)
    #expect(resolver.asked.count == 2)
  }

  @Test("Beyond the threads and the places to wait a host is refused at once")
  func bounds() async throws {
    let (threads, places) = (AddressLookups.maxThreads, AddressLookups.maxWaiting)
    let all = (0..<threads + places).map { ask("\($0).example") }
    let refused = await ask("more.example").value
    #expect(refused == .failure(.busy))
    try await eventually("all threads look up") { resolver.asked.count == threads }
    // A host that nobody waits for any more makes room for another, and is never looked up.
    all[threads + 3].cancel()
    await #expect(throws: LookupFailure.self) { try await all[threads + 3].value.get() }
    let another = ask("another.example")
    #expect(resolver.asked.count == threads)
    resolver.letGo()
    for (number, task) in all.enumerated() where number != threads + 3 {
      #expect(try await task.value.get() == HeldResolver.answer)
    }
    #expect(try await another.value.get() == HeldResolver.answer)
    #expect(!resolver.asked.contains("\(threads + 3).example"))
    #expect(resolver.asked.count == threads + places)
  }
}
