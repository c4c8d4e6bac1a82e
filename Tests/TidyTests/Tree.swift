internal import Foundation

/// The files of this repository, as they lie on disk.
enum Tree {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folders that hold what we write, and the single files beside them.
  private static let places = [
    "Sources", "Tests", "Protos", "Clients", "deploy", ".ci", "Package.swift", "README.md",
    ".swift-format", ".gitignore",
  ]

  /// Every file that we write, by its path below the root, sorted.
  static let paths: [String] = places.flatMap(files).sorted()

  /// Every Swift file of the targets and the tests, taken apart.
  static let swiftFiles: [SourceFile] =
    paths
    .filter { $0.hasSuffix(".swift") && $0 != "Package.swift" }
    .map { SourceFile(path: $0, text: text(of: $0)) }

  /// Swift files of the targets, without the tests.
  static let sources = swiftFiles.filter { $0.path.hasPrefix("Sources/") }
  /// Swift files of the tests and of what supports them.
  static let tests = swiftFiles.filter { $0.path.hasPrefix("Tests/") }

  /// The text of a file; empty where it is not there or no text.
  static func text(of path: String) -> String {
    (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
  }

  static func absolutePath(_ path: String) -> String {
    root.appending(path: path).path(percentEncoded: false)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: absolutePath(path))
  }

  static func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: absolutePath(path))
  }

  /// A file itself, or every file below a folder but what tools leave there.
  private static func files(of place: String) -> [String] {
    let base = absolutePath(place)
    guard let names = FileManager.default.enumerator(atPath: base) else {
      return exists(place) ? [place] : []
    }
    var found: [String] = []
    for case let name as String in names {
      let leaf = name.split(separator: "/").last ?? ""
      if leaf == "__pycache__" || leaf == ".venv" {
        names.skipDescendants()
      } else if names.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
        found.append("\(place)/\(name)")
      }
    }
    return found.isEmpty && exists(place) && !isFolder(base) ? [place] : found
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
