package import Testing

/// Waits until a condition holds, and fails the test when it does not within a bounded time.
package func eventually(
  _ what: Comment, within limit: Duration = .seconds(30),
  sourceLocation: SourceLocation = #_sourceLocation,
  _ condition: () async throws -> Bool
) async throws {
  let end = ContinuousClock.now.advanced(by: limit)
  while try await !condition() {
    try #require(ContinuousClock.now < end, what, sourceLocation: sourceLocation)
    // Some conditions tell nobody when they come true; this is the one place that may look again.
    try await Task.sleep(for: .milliseconds(5))
  }
}
