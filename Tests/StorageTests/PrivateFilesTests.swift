internal import Foundation
@testable internal import Storage
internal import TestSupport
internal import Testing

@Suite("Files that nobody else may read")
struct PrivateFilesTests {
  @Test("A file takes the place of one that everybody could read, whole and private")
  func replaces() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("secret")
    let manager = FileManager.default
    for leftover in [path, path + ".part"] {
      #expect(
        manager.createFile(
          atPath: leftover, contents: Data("old".utf8), attributes: [.posixPermissions: 0o644]))
    }
    try PrivateFiles.write("new\n", to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new\n")
    let mode = try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(!manager.fileExists(atPath: path + ".part"))
  }
}
