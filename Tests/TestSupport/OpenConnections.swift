internal import Foundation

/// Connections over IPv4 from this machine to ports of it, as the system knows them.
package enum OpenConnections {
  /// How many to a port are there, or were until shortly before.
  package static func count(to port: Int) throws -> Int {
    try states(to: port).count
  }

  /// How many to a port are open at both ends.
  package static func openCount(to port: Int) throws -> Int {
    try states(to: port).count { $0 == "01" }
  }

  private static func states(to port: Int) throws -> [Substring] {
    // The system gives a page at a time, which reading it as a file of text takes for the end.
    let file = try FileHandle(forReadingFrom: URL(filePath: "/proc/net/tcp"))
    let table = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    let end = ":" + String(format: "%04X", port)
    return table.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: " ")
      return fields.count > 3 && fields[2].hasSuffix(end) ? fields[3] : nil
    }
  }
}
