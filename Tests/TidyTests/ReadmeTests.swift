internal import Foundation
internal import Testing

@Suite("Documents")
struct ReadmeTests {
  @Test("A command of this repository that a document shows is there and executable")
  func commands() {
    for path in Self.documents {
      for command in Self.commands(in: Tree.text(of: path)) {
        #expect(Tree.exists(command), "\(path) shows \(command)")
        #expect(Tree.isExecutable(command), "\(path) shows \(command)")
      }
    }
  }

  @Test("A link between documents leads somewhere")
  func links() {
    for path in Self.documents {
      let folder =
        path.contains("/") ? path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex) + "/" : ""
      for part in Tree.text(of: path).components(separatedBy: "](").dropFirst() {
        let target = part.prefix { $0 != ")" && $0 != "#" && $0 != " " }
        guard !target.isEmpty, !target.contains("://") else { continue }
        #expect(Tree.exists("\(folder)\(target)"), "\(path) links to \(target)")
      }
    }
  }

  @Test("The README shows the two commands that everybody starts with")
  func twoCommands() {
    let shown = Self.commands(in: Tree.text(of: "README.md"))
    #expect(shown.contains("deploy/quickstart"))
    #expect(shown.contains("Tests/run"))
  }

  private static let documents = Tree.paths.filter { $0.hasSuffix(".md") }

  /// The first words of lines in code blocks, where they are paths of this repository.
  private static func commands(in text: String) -> [String] {
    let places = ["deploy/", "Tests/", "Protos/", ".ci/"]
    var isCode = false
    return text.split(separator: "\n").compactMap { line in
      if line.hasPrefix("```") {
        isCode = !isCode && ["```sh", "```bash", "```console"].contains(line)
        return nil
      }
      guard isCode else { return nil }
      let words = line.split(separator: " ").drop { $0 == "$" || $0 == "sudo" }
      let word = words.first.map { $0.hasPrefix("./") ? $0.dropFirst(2) : $0 } ?? ""
      return places.contains(where: word.hasPrefix) ? String(word) : nil
    }
  }
}
