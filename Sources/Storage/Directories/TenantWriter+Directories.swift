package import Cleanup

extension TenantWriter {
  /// Stores a directory under its name, and makes room at its position.
  ///
  /// Without a position a new one comes last, and a known one stays where it is; without a source of
  /// activity the listings of a new one report logins, and a known one stays as it is. `.conflict`
  /// when the name belongs to a directory of another kind.
  package func putDirectory(
    named name: String, kind: DirectoryKind, position: Int? = nil,
    capabilities: DirectoryCapabilities = DirectoryCapabilities(),
    activitySource: ActivitySource? = nil, at now: Moment
  ) throws(StorageError) -> DirectorySettings {
    let known = try reader.directory(named: name)
    let source = activitySource ?? known?.activitySource ?? .reported
    var capabilities = capabilities
    capabilities.reportActivity = source == .reported
    if let known {
      guard known.kind == kind else {
        throw StorageError(.conflict, "a directory of another kind has this name")
      }
      try connection.run(
        "UPDATE directories SET capabilities = ?, etag = ? WHERE id = ?",
        try StoredJSON.encode(capabilities), Identifier.random(), known.id.rawValue)
      if let position { try move(known, to: position) }
    } else {
      try insertDirectory(named: name, kind, capabilities, at: now)
      if let position, let added = try reader.directory(named: name) {
        try move(added, to: position)
      }
    }
    if source != known?.activitySource ?? .reported, let put = try reader.directory(named: name) {
      try setObserved(since: source == .observed ? now : nil, put.id)
    }
    guard let stored = try reader.directory(named: name) else {
      throw StorageError(.corrupt, "the directory cannot be read back")
    }
    return stored
  }

  private func insertDirectory(
    named name: String, _ kind: DirectoryKind, _ capabilities: DirectoryCapabilities,
    at now: Moment
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO directories
        (name, kind, position, capabilities, is_complete, generation, last_begun, user_count,
         group_count, created_at, etag)
      SELECT ?, ?, ifnull(max(position), 0) + 1, ?, 0, 0, 0, 0, 0, ?, ? FROM directories
      """, name, kind.rawValue, try StoredJSON.encode(capabilities), now.microseconds,
      Identifier.random())
  }

  /// Moves a directory among the others; positions stay without gaps.
  private func move(_ directory: DirectorySettings, to position: Int) throws(StorageError) {
    var order = try reader.directories().map(\.id)
    order.removeAll { $0 == directory.id }
    order.insert(directory.id, at: min(max(position, 1), order.count + 1) - 1)
    for (index, id) in order.enumerated() {
      try connection.run(
        "UPDATE directories SET position = ? WHERE id = ? AND position <> ?", index + 1,
        id.rawValue, index + 1)
    }
  }
}
