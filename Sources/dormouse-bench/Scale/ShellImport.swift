internal import Cleanup
internal import Foundation

/// The rows of a sample as files for `.import`, in the order in which the service stores them.
struct ShellImport {
  /// Bytes that are gathered before they are written.
  private static let chunkBytes = 1 << 20

  /// What the shell has to run.
  let script: String

  init(of sample: SampleData, in folder: ScratchFolder) throws {
    let groups = SampleData.groups
    let numbers = Dictionary(
      uniqueKeysWithValues: groups.enumerated().map { ($0.element, $0.offset + 1) })
    try Self.write("\(folder.path)/groups.csv", 0..<groups.count) { index in
      "\(index + 1),1,\(groups[index]),\(groups[index]),1,0\n"
    }
    try Self.write("\(folder.path)/users.csv", 0..<sample.count) { number in
      Self.line(sample.user(number), id: number + 1)
    }
    try Self.write("\(folder.path)/memberships.csv", 0..<sample.count) { number in
      sample.user(number).groups.compactMap { numbers[$0] }.sorted()
        .map { "\(number + 1),\($0)\n" }.joined()
    }
    try Self.write("\(folder.path)/signals.csv", 0..<sample.count) { number in
      let kind = ActivityKind.imported.rawValue
      return "\(number + 1),\(kind),1,\(Self.login(sample.user(number))),0\n"
    }
    script =
      "INSERT INTO sources VALUES (1, '\(SampleData.directory)');\n.mode csv\n"
      + ["groups", "users", "memberships", "signals"]
      .map { ".import '\(folder.path)/\($0).csv' \($0)\n" }.joined()
  }

  /// A file can hold no NULL: 0 stands for it, which takes as many bytes in a row.
  private static func line(_ user: ImportedUser, id: Int) -> String {
    let created = user.createdAt?.microseconds ?? 0
    return "\(id),1,\(user.externalID),\(user.username),\(Username.key(user.username)),"
      + "\(user.displayName),\(user.email),\(user.isActive == false ? 0 : 1),\(created),"
      + "\(SampleData.end * 1_000_000),0,0,1,1\n"
  }

  private static func login(_ user: ImportedUser) -> Int64 {
    if case .at(let moment) = user.lastLogin { return moment.microseconds }
    return 0
  }

  private static func write(
    _ path: String, _ numbers: Range<Int>, _ line: (Int) -> String
  ) throws {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    defer { try? file.close() }
    var chunk: [UInt8] = []
    for number in numbers {
      chunk += line(number).utf8
      if chunk.count >= chunkBytes {
        try file.write(contentsOf: Data(chunk))
        chunk.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: Data(chunk))
  }
}
