internal import Foundation

/// The file in the user's configuration folder that holds the contexts.
struct ContextFile: Hashable, Sendable {
  /// Where it is.
  let path: String

  /// The file of a user with this environment.
  init(environment: [String: String]) {
    let home = environment["HOME"] ?? "."
    let folder = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    path = "\(folder ?? "\(home)/.config")/dormouse/contexts.json"
  }

  /// What it holds; nothing when there is no such file.
  func load() throws(CommandError) -> Contexts {
    guard FileManager.default.fileExists(atPath: path) else { return Contexts() }
    guard let data = FileManager.default.contents(atPath: path),
      let contexts = try? JSONDecoder().decode(Contexts.self, from: data)
    else {
      throw CommandError(.usage, "The context file \(path) cannot be read; mend or remove it.")
    }
    return contexts
  }

  /// Replaces the file as a whole; only its owner may read it.
  func save(_ contexts: Contexts) throws(CommandError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let folder = (path as NSString).deletingLastPathComponent
    do {
      let data = try encoder.encode(contexts) + Data("\n".utf8)
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let fresh = path + ".new"
      try? FileManager.default.removeItem(atPath: fresh)
      try PrivateFile(creating: fresh).write(data)
      guard rename(fresh, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      throw CommandError(.failed, "The context file \(path) cannot be written.")
    }
  }
}
