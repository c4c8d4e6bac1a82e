/// What is known of one snapshot and asked for with every user: it is read once, and dropped with the
/// snapshot. Used within an access alone.
final class SnapshotNames {
  /// A directory as far as it decides who shows, and how.
  struct Directory {
    let id: Int64
    let name: String
    let position: Int
    let generation: Int64
  }

  /// Names of sources kept at once; when there would be more, they are read anew.
  private static let maxSources = 1000

  private var directories: [Directory]?
  private var isNested: Bool?
  private var sources: [Int64: String] = [:]

  /// All directories, of which there are few.
  func directories(_ connection: Connection) throws(StorageError) -> [Directory] {
    if let directories { return directories }
    let read = try connection.all(
      "SELECT id, name, position, generation FROM directories ORDER BY position"
    ) { Directory(id: $0[0], name: $0[1], position: $0[2], generation: $0[3]) }
    directories = read
    return read
  }

  /// Whether any group is a member of another.
  func isNested(_ connection: Connection) throws(StorageError) -> Bool {
    if let isNested { return isNested }
    let read = try connection.exists("SELECT 1 FROM group_edges LIMIT 1")
    isNested = read
    return read
  }

  /// The name of a source of signals.
  func source(_ id: Int64, _ connection: Connection) throws(StorageError) -> String {
    if let name = sources[id] { return name }
    guard
      let name = try connection.first(
        "SELECT name FROM sources WHERE id = ?", id, read: { $0.text(0) })
    else { throw StorageError(.corrupt, "the database has a signal without a source") }
    if sources.count >= Self.maxSources { sources = [:] }
    sources[id] = name
    return name
  }
}
