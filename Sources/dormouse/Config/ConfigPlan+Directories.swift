internal import Cleanup
internal import Foundation
internal import Messages

extension ConfigPlan {
  /// Compares the directories of a file with those that are there; others stay as they are.
  ///
  /// Positions are given in their order, so that each is in its place when all are; when any is to move, all
  /// that say where they are do.
  mutating func put(_ wanted: [DirectoryConfig], _ stored: [DirectorySettings]) {
    let known = Dictionary(stored.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let isMoving = wanted.contains { directory in
      directory.position.map { $0 != known[directory.name]?.position } ?? false
    }
    let inOrder = wanted.enumerated().sorted {
      ($0.element.position ?? .max, $0.offset) < ($1.element.position ?? .max, $1.offset)
    }
    for (_, directory) in inOrder {
      let old = known[directory.name]
      put(directory, old, isMoved: isMoving && directory.position != nil)
      if old == nil { addedDirectories.insert(directory.name) }
    }
  }

  private mutating func put(
    _ directory: DirectoryConfig, _ stored: DirectorySettings?, isMoved: Bool
  ) {
    let path = "directories.\(directory.name)"
    var lines = differences(
      path, stored.map { settings(of: $0, like: directory) }, directory.settings)
    // An embedded one may have no setting at all.
    if stored == nil, lines.isEmpty { lines = ["  + \(path)"] }
    var request = PutDirectoryRequest.with {
      $0.name = directory.name
      $0.kind = directory.remote == nil ? .embedded : nil
      $0.position = directory.position ?? 0
      $0.activitySource = directory.activitySource
      $0.remote = directory.remote
      $0.etag = stored?.etag ?? ""
    }
    if let secret = secret(of: directory, stored, isChanged: !lines.isEmpty) {
      request.secret = secret
      lines.append("  ! \(path): its secret is stored, from \(directory.secretFile ?? "")")
    }
    add(.put(request, field: directory.field), lines, isForced: isMoved)
  }

  /// What is stored, without a position where the file says none, which leaves it as it is.
  private func settings(
    of stored: DirectorySettings, like directory: DirectoryConfig
  ) -> ConfigValue {
    let settings = DirectoryConfig.settings(of: stored)
    guard directory.position == nil, case .map(let entries) = settings else { return settings }
    return .map(entries.filter { $0.key != "position" })
  }

  /// The secret that has to be stored; nil where the one that is stored stays, or none is needed.
  private func secret(
    of directory: DirectoryConfig, _ stored: DirectorySettings?, isChanged: Bool
  ) -> String? {
    guard let remote = directory.remote else { return nil }
    let stays = stored?.remote?.reachesTheSame(as: remote) == true
    if stays, stored?.hasSecret == true { return nil }
    guard let file = directory.secretFile else {
      if isChanged {
        let reason =
          stored?.hasSecret == true
          ? "forgets its secret, because another server, account or encryption is named"
          : "has no secret yet"
        refuse(
          directory.field,
          "the directory \"\(directory.name)\" \(reason): add secret_file, the path of a file whose first"
            + " line is its password, token or client secret")
      }
      return nil
    }
    let folder = URL(filePath: place.source.path).deletingLastPathComponent()
    guard file != "-" else {
      refuse("\(directory.field).secret_file", "must be the path of a file")
      return nil
    }
    do throws(CommandError) {
      return try SecretFile.read(URL(filePath: file, relativeTo: folder).path)
    } catch {
      refuse("\(directory.field).secret_file", error.message)
      return nil
    }
  }

  private func refuse(_ field: String, _ description: String) {
    place.refuse([FieldViolation(field: field, description: description)])
  }
}
