internal import Logging
internal import Synchronization

/// Keeps what is logged, instead of printing it.
final class LogRecorder: Sendable {
  private let lines = Mutex<[(level: Logger.Level, message: String)]>([])

  /// A logger whose lines land here.
  var logger: Logger {
    Logger(label: "test") { _ in Handler(recorder: self) }
  }

  /// The messages of one level.
  func messages(_ level: Logger.Level) -> [String] {
    lines.withLock { lines in lines.filter { $0.level == level }.map(\.message) }
  }

  private struct Handler: LogHandler {
    let recorder: LogRecorder
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.debug

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      recorder.lines.withLock { $0.append((event.level, event.message.description)) }
    }
  }
}
