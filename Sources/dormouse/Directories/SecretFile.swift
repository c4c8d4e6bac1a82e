internal import Foundation

/// Files that hold a secret, which never stands on a command line where others could see it.
enum SecretFile {
  /// The first line of a file, or of standard input for `-`.
  static func read(_ path: String) throws(CommandError) -> String {
    let data =
      path == "-"
      ? try? FileHandle.standardInput.readToEnd() : FileManager.default.contents(atPath: path)
    guard let data else {
      throw CommandError(.usage, "The secret file \(path) cannot be read.")
    }
    let text = String(decoding: data, as: UTF8.self)
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init)
    let secret = line.map { $0.hasSuffix("\r") ? String($0.dropLast()) : $0 } ?? ""
    guard !secret.isEmpty else {
      throw CommandError(.usage, "The first line of the secret file \(path) is empty.")
    }
    return secret
  }
}
