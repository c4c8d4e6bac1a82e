internal import Foundation
internal import Messages
internal import Testing

@testable internal import Fuzzing

@Suite("Fuzz targets")
struct CorpusTests {
  /// The committed inputs of a target in one of the folders beside the targets.
  private static func inputs(_ folder: String, of target: FuzzTarget) -> [URL] {
    let place = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fuzzing/\(folder)/\(target.rawValue)")
    let files = try? FileManager.default.contentsOfDirectory(
      at: place, includingPropertiesForKeys: nil)
    return (files ?? []).sorted { $0.path < $1.path }
  }

  private func run(_ target: FuzzTarget, _ file: URL) throws {
    let input = [UInt8](try Data(contentsOf: file))
    do throws(Finding) {
      try target.run(input)
    } catch {
      Issue.record("\(target.rawValue), \(file.lastPathComponent): \(error)")
    }
  }

  @Test(
    "Every target has seeds, and nothing is wrong with what they meet",
    arguments: FuzzTarget.allCases)
  func seeds(of target: FuzzTarget) throws {
    let files = Self.inputs("corpus", of: target)
    let names = Set(files.map(\.lastPathComponent))
    #expect(names.isSuperset(of: target.seeds.map(\.name)), "run Tests/fuzz --seeds")
    #expect(!target.seeds.isEmpty)
    for file in files { try run(target, file) }
  }

  @Test("What fuzzing once found stays repaired", arguments: FuzzTarget.allCases)
  func crashes(of target: FuzzTarget) throws {
    for file in Self.inputs("crashes", of: target) { try run(target, file) }
  }

  @Test("The messages of every method are fuzzed")
  func everyMessage() {
    // The older name of the reflection service has the same messages under another package.
    let older = Methods.Reflection.infoAlpha.description
    for method in Methods.all where method != older {
      #expect(MessageCheck.names.isSuperset(of: [method.requestName, method.responseName]))
    }
  }
}
