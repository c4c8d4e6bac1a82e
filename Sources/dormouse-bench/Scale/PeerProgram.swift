internal import Foundation

/// A peer written in C that prints how many seconds its work took.
enum PeerProgram {
  /// Runs it to its end.
  static func seconds(_ program: String, _ arguments: [String]) throws -> Double {
    let ending = try Child(program, arguments, on: nil, isQuiet: false).ending()
    let text = ending.output.trimmingCharacters(in: .whitespacesAndNewlines)
    guard ending.status == 0, let seconds = Double(text) else {
      throw BenchError(.failed, "\(program) ended with status \(ending.status)")
    }
    return seconds
  }
}
