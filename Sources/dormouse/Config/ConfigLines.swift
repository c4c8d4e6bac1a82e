/// The lines on which the settings of one tenant stand, by their paths.
final class ConfigLines {
  private var lines: [String: Int] = [:]

  /// Remembers a line.
  func note(_ path: String, _ line: Int) {
    lines[path] = line
  }

  /// The line of a path, or of the nearest thing around it.
  func line(of path: String) -> Int? {
    var path = path[...]
    while true {
      if let line = lines[String(path)] { return line }
      guard let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
      path = path[..<end]
    }
  }
}
