internal import Foundation

/// The targets of `Package.swift`, in their order.
enum Manifest {
  struct Target: Sendable {
    var name: String
    /// Every name that stands between this target's and the next one's.
    var dependencies: Set<String>
  }

  static let targets: [Target] = read(Tree.text(of: "Package.swift"))

  /// The system libraries and the C code made by a generator.
  static let cTargets = targets.map(\.name).filter { $0.first == "C" && Self.isC($0) }

  static func position(of name: String) -> Int? {
    targets.firstIndex { $0.name == name }
  }

  private static func isC(_ name: String) -> Bool {
    !Tree.swiftFiles.contains { $0.target == name }
  }

  private static func read(_ text: String) -> [Target] {
    let starts = [
      "module(", "program(", "tests(", ".target(", ".executableTarget(", ".systemLibrary(",
    ]
    var targets: [Target] = []
    var isStart = false
    guard let list = text.range(of: "\n  targets: [") else { return [] }
    for line in text[list.upperBound...].split(separator: "\n") {
      let words = line.split(separator: "\"", omittingEmptySubsequences: false)
      let names = words.indices.filter { $0 % 2 == 1 }.map { String(words[$0]) }
      let trimmed = line.drop { $0 == " " }
      if starts.contains(where: trimmed.hasPrefix) { isStart = true }
      guard let first = names.first else { continue }
      if isStart {
        targets.append(Target(name: first, dependencies: Set(names.dropFirst())))
        isStart = false
      } else {
        targets[targets.count - 1].dependencies.formUnion(names)
      }
    }
    return targets
  }
}
