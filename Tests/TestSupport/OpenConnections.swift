internal import Foundation

/// Connections over IPv4 from this machine to ports of it, as the system knows them.
package enum OpenConnections {
  /// Those to a port that are there, or were until shortly before, by the ends from which they came. The port may
  /// have been somebody else's until then.
  package static func all(to port: Int) throws -> Set<Substring> {
    Set(try ends(to: port).map(\.from))
  }

  /// How many to a port are open at both ends.
  package static func openCount(to port: Int) throws -> Int {
    try ends(to: port).count { $0.state == "01" }
  }

  private static func ends(to port: Int) throws -> [(from: Substring, state: Substring)] {
    // The system gives a page at a time, which reading it as a file of text takes for the end.
    let file = try FileHandle(forReadingFrom: URL(filePath: "/proc/net/tcp"))
    let table = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    let end = ":" + String(format: "%04X", port)
    return table.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: " ")
      return fields.count > 3 && fields[2].hasSuffix(end) ? (fields[1], fields[3]) : nil
    }
  }
}
