internal import Cleanup
internal import Directories

/// What became of logins in a transaction, in their order.
struct LoginAnswers: Sendable {
  /// A login of which nothing was kept: remote directories have to be changed first.
  struct Outside: Sendable {
    /// Where its answer belongs.
    var place: Int
    var order: LoginOrder
    var wants: RemoteWants
  }

  /// Answers; for those that wait, what holds if nobody brings them to their end.
  private(set) var results: [Result<LoginAnswer, Refusal>] = []
  /// Logins that wait for remote directories.
  private(set) var outside: [Outside] = []

  /// No logins.
  init() {}

  /// Logins that were all refused for the same reason.
  init(refused refusal: Refusal, count: Int) {
    results = Array(repeating: .failure(refusal), count: count)
  }

  var count: Int { results.count }

  mutating func reserveCapacity(_ count: Int) {
    results.reserveCapacity(count)
  }

  mutating func append(_ result: Result<LoginAnswer, Refusal>) {
    results.append(result)
  }

  /// Adds a login that waits for remote directories.
  mutating func append(_ order: LoginOrder, _ wants: RemoteWants) {
    outside.append(Outside(place: results.count, order: order, wants: wants))
    results.append(.failure(Self.unfinished))
  }

  /// Forgets all behind the first.
  mutating func keep(_ first: Int) {
    results.removeSubrange(first...)
    outside.removeAll { $0.place >= first }
  }

  mutating func append(_ later: LoginAnswers) {
    for var one in later.outside {
      one.place += results.count
      outside.append(one)
    }
    results += later.results
  }

  /// Puts the answer of a login that waited in its place.
  mutating func finish(_ one: Outside, _ answer: Result<LoginAnswer, Refusal>) {
    results[one.place] = answer
  }

  private static let unfinished = Refusal(
    .interrupted, "The login was not brought to its end: report it again.")
}
