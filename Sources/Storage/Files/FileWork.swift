internal import Dispatch

/// Work that waits for files, away from event loops and from the threads that run tasks.
package enum FileWork {
  private static let queue = DispatchQueue(label: "dormouse.files", attributes: .concurrent)

  /// Starts work that nobody waits for.
  package static func start(_ body: @escaping @Sendable () -> Void) {
    queue.async(execute: body)
  }

  /// Does work, and answers what it answers.
  static func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    let result: Result<Value, StorageError> = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: Result(catching: body)) }
    }
    return try result.get()
  }

  /// Does work that cannot fail.
  package static func run<Value: Sendable>(
    _ body: @escaping @Sendable () -> Value
  ) async -> Value {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: body()) }
    }
  }
}
