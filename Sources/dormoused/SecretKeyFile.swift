internal import ArgumentParser
internal import Foundation
internal import Secrets

/// Where the server has its keys for secrets from: a file, or the environment.
struct SecretKeyFile {
  /// The variable of the environment that holds keys, with commas between them.
  static let variable = "DORMOUSE_SECRET_KEYS"

  /// Path of the file; nil for none.
  let path: String?
  /// The data folder, in which the file must not be: whoever copies the one would have the other.
  let data: String

  /// The keys; nil when there are none.
  func read(environment: [String: String]) throws -> SecretKeys? {
    guard let path else {
      guard let text = environment[Self.variable], !text.isEmpty else { return nil }
      return try keys(of: text.replacing(",", with: "\n"), named: Self.variable)
    }
    guard !isInDataFolder(path) else {
      throw ValidationError(
        "The file of --secret-keys lies in the data folder, whose copies would have the keys with the"
          + " secrets: keep it elsewhere.")
    }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ValidationError("The file of --secret-keys, \(path), cannot be read.")
    }
    return try keys(of: String(decoding: bytes, as: UTF8.self), named: path)
  }

  private func keys(of text: String, named name: String) throws -> SecretKeys {
    do {
      return try SecretKeys(parsing: text)
    } catch {
      throw ValidationError("\(name): \(error).")
    }
  }

  private func isInDataFolder(_ path: String) -> Bool {
    let file = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    var folder = URL(filePath: data).resolvingSymlinksInPath().path(percentEncoded: false)
    if !folder.hasSuffix("/") { folder += "/" }
    return file.hasPrefix(folder)
  }
}
