package import Foundation

/// A folder of a test's own, removed with everything in it when the value goes.
package final class TemporaryFolder: Sendable {
  /// Where the folder is.
  package let url: URL

  /// Makes an empty folder below the system's temporary folder.
  package init() throws {
    url = FileManager.default.temporaryDirectory
      .appending(path: "dormouse-test-\(UUID().uuidString.lowercased())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Path of the folder.
  package var path: String { url.path }

  /// Path of something in the folder.
  package func path(_ name: String) -> String {
    url.appending(path: name).path
  }

  /// Writes a file into the folder and returns its path.
  @discardableResult
  package func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: url.appending(path: name))
    return path(name)
  }
}
