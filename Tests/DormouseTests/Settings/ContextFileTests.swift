internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import dormouse

@Suite("The context file")
struct ContextFileTests {
  @Test("It is kept for its owner alone and read back as written")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let file = ContextFile(environment: ["XDG_CONFIG_HOME": folder.path])
    #expect(try file.load() == Contexts())
    let contexts = Contexts(current: "a", contexts: ["a": .init(server: "h:1", tenant: "t")])
    try file.save(contexts)
    try file.save(contexts)
    #expect(try file.load() == contexts)
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let left = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/dormouse")
    #expect(left == ["contexts.json"])
  }

  @Test("It lies in the home folder where no configuration folder is set")
  func place() {
    #expect(
      ContextFile(environment: ["HOME": "/h/a"]).path
        == "/h/a/.config/dormouse/contexts.json")
    #expect(
      ContextFile(environment: ["HOME": "/h/a", "XDG_CONFIG_HOME": "relative"]).path
        == "/h/a/.config/dormouse/contexts.json")
  }

  @Test("A broken one is an error that names it")
  func broken() throws {
    let folder = try TemporaryFolder()
    let file = ContextFile(environment: ["XDG_CONFIG_HOME": folder.path])
    try file.save(Contexts())
    try Data("{".utf8).write(to: URL(filePath: file.path))
    let error = #expect(throws: CommandError.self) { try file.load() }
    #expect(error?.message.contains(file.path) == true)
  }

  @Test("A private file is never written over another, and can be taken away")
  func privateFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("secret")
    do {
      let file = try PrivateFile(creating: path)
      try file.write(Data("s".utf8))
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "s")
    #expect(throws: CommandError.self) { _ = try PrivateFile(creating: path) }
    let other = try PrivateFile(creating: folder.path("other"))
    other.remove()
    #expect(!FileManager.default.fileExists(atPath: folder.path("other")))
  }
}
