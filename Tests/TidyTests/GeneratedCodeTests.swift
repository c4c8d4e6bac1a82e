internal import Foundation
internal import Testing

/// Generated code is committed, and no build makes it again: this keeps it in step.
@Suite struct GeneratedCodeTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// What `Protos/generate` writes, as folders or files below the root.
  private static let generated = [
    "Sources/CMessages", "Sources/CBenchMessages", "Tests/CTestMessages",
    "Protos/dormouse.protoset",
  ]

  @Test("Generated code is what Protos/generate makes of the protos", arguments: generated)
  func inStep(path: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "dormouse-generated-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try generate(into: folder)
    let fresh = try contents(of: folder.appending(path: path))
    let committed = try contents(of: Self.root.appending(path: path))
    #expect(!fresh.isEmpty)
    #expect(fresh.keys.sorted() == committed.keys.sorted())
    for (name, data) in fresh where committed[name] != data {
      Issue.record("\(path)/\(name) is stale: run Protos/generate")
    }
  }

  @Test("Generated headers carry no comments of the protos")
  func noComments() throws {
    for (name, data) in try contents(of: Self.root.appending(path: "Sources/CMessages")) {
      #expect(!String(decoding: data, as: UTF8.self).contains("/**"), "\(name)")
    }
  }

  private func generate(into folder: URL) throws {
    let process = Process()
    process.executableURL = Self.root.appending(path: "Protos/generate")
    process.arguments = ["--output", folder.path(percentEncoded: false)]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "Protos/generate failed")
  }

  /// Every file below a folder by its relative path; of a file, the file itself.
  private func contents(of place: URL) throws -> [String: Data] {
    let base = place.path(percentEncoded: false)
    guard let names = FileManager.default.enumerator(atPath: base) else { return [:] }
    var files: [String: Data] = [:]
    for case let name as String in names {
      let file = place.appending(path: name)
      if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        files[name] = try Data(contentsOf: file)
      }
    }
    if files.isEmpty, let data = try? Data(contentsOf: place) {
      files[place.lastPathComponent] = data
    }
    return files
  }
}
