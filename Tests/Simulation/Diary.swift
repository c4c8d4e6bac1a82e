internal import Foundation

/// What the simulation did, a line each, kept where a killed process cannot lose it.
package final class Diary: Sendable {
  /// A line.
  package enum Line: Equatable, Sendable {
    /// An event is over.
    case done(event: Int)
    /// The next event kills the process.
    case death(Int)
    /// What was answered to a login that was told of.
    case login(event: Int, name: String, outcome: String)
    /// A person's account was given back by hand.
    case restored(event: Int, name: String)
  }

  private let descriptor: Int32

  /// Opens the diary at a path, or begins it.
  package init(_ path: String) throws {
    descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  deinit {
    _ = close(descriptor)
  }

  /// Adds a line.
  func note(_ line: Line) throws {
    // A single write to a file that is open for appending is never torn by a kill.
    let bytes = Array((line.text + "\n").utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  /// All lines of a diary; none when there is no such file yet.
  package static func lines(of path: String) -> [Line] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { Line($0) }
  }
}

extension Diary.Line {
  fileprivate var text: String {
    switch self {
    case .done(let event): "done \(event)"
    case .death(let number): "death \(number)"
    case .login(let event, let name, let outcome): "login \(event) \(name) \(outcome)"
    case .restored(let event, let name): "restored \(event) \(name)"
    }
  }

  fileprivate init?(_ text: Substring) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count >= 2, let number = Int(words[1]) else { return nil }
    switch (words[0], words.count) {
    case ("done", 2): self = .done(event: number)
    case ("death", 2): self = .death(number)
    case ("login", 4): self = .login(event: number, name: words[2], outcome: words[3])
    case ("restored", 3): self = .restored(event: number, name: words[2])
    default: return nil
    }
  }
}
