internal import Foundation

/// The program's three streams: results go out, notes and questions to standard error.
struct Console: Sendable {
  /// Whether a person can be asked.
  let isInteractive: Bool
  /// Whether results go to a terminal.
  let isOutputTerminal: Bool
  /// Whether standard error is a terminal, so that progress can be shown.
  let isErrorTerminal: Bool
  /// Whether headings may be coloured.
  let usesColor: Bool

  /// The streams of this process.
  init() {
    isInteractive = isatty(STDIN_FILENO) == 1
    isOutputTerminal = isatty(STDOUT_FILENO) == 1
    isErrorTerminal = isatty(STDERR_FILENO) == 1
    let environment = ProcessInfo.processInfo.environment
    let isRefused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    usesColor = isOutputTerminal && !isRefused && environment["TERM"] != "dumb"
  }

  /// Columns of the terminal to which results go; nil where it is none.
  var columns: Int? {
    guard isOutputTerminal else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes a result and a line break.
  func print(_ text: String) throws(CommandError) {
    try print(Array((text + "\n").utf8))
  }

  /// Writes bytes of a result.
  func print(_ bytes: [UInt8]) throws(CommandError) {
    guard Self.write(bytes, to: STDOUT_FILENO) else {
      // A reader that has seen enough, such as `head`, is no reason to complain.
      throw CommandError(.failed, errno == EPIPE ? "" : "Standard output cannot be written.")
    }
  }

  /// Writes a piece of a file: as it is, but at a terminal nothing in it may steer that.
  func printFile(_ bytes: [UInt8]) throws(CommandError) {
    guard isOutputTerminal else { return try print(bytes) }
    try print(Array(TerminalText.escapedLines(String(decoding: bytes, as: UTF8.self)).utf8))
  }

  /// Writes a line for the person at the terminal.
  func note(_ text: String) {
    // Where standard error is closed there is nobody to tell.
    _ = Self.write(Array((text + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes progress, without a line break.
  func progress(_ text: String) {
    _ = Self.write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Asks a question that only `y` and `yes` say yes to; anything else ends the command.
  func confirm(_ question: String, isConfirmed: Bool) throws(CommandError) {
    if isConfirmed { return }
    guard isInteractive else {
      throw CommandError(
        .notConfirmed, "Nothing was done: confirm with --yes, or at a terminal. (\(question))")
    }
    progress("\(question) [y/N] ")
    let answer = (readLine() ?? "").trimmingCharacters(in: .whitespaces).lowercased()
    guard answer == "y" || answer == "yes" else {
      throw CommandError(.notConfirmed, "Nothing was done.")
    }
  }

  /// Writes all bytes; false when the stream fails, with `errno` saying why.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno != EINTR, errno != EAGAIN {
        return false
      }
    }
    return true
  }
}
