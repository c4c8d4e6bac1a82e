internal import Cleanup
internal import Storage

/// Looks for the user of a login.
struct LoginSearch {
  /// Who was found.
  struct Found {
    /// The user; nil when nobody shows.
    var user: LoginUser?
    /// Everybody else who has the name, those who do not show among them.
    var namesakes: [LoginUser] = []
    /// Users of later directories who have the same name, and whose login this is as well.
    var shadowed: [LoginUser] = []
  }

  private let ref: UserRef
  private let scene: LoginScene

  init(_ ref: UserRef, _ scene: LoginScene) {
    self.ref = ref
    self.scene = scene
  }

  /// The user of the reference: by username the one in the first directory that shows it, because the
  /// others are shadowed.
  func find() throws(Refusal) -> Found {
    if !ref.externalID.isEmpty { return Found(user: try byExternalID()) }
    let all = try attempt { () throws(StorageError) -> [LoginUser] in
      // Before the first import the index by which users are found may be missing.
      guard try scene.groups().settings.contains(where: { $0.generation > 0 }) else { return [] }
      return try scene.writer.reader.loginUsers(named: ref.username)
    }
    let visible = all.filter {
      $0.isVisible && (ref.directory.isEmpty || $0.user.directory == ref.directory)
    }
    guard let first = visible.first else { return Found(namesakes: all) }
    let same = visible.filter { $0.directory == first.directory }
    let shadowed = visible.filter { $0.directory != first.directory }
    if same.count == 1 { return Found(user: first, shadowed: shadowed) }
    let exact = same.filter { $0.user.username == ref.username }
    guard exact.count == 1 else {
      throw Refusal(
        .ambiguousUser,
        "\"\(ref.label)\" names several users of \"\(first.user.directory)\": name one by external_id"
      )
    }
    return Found(user: exact[0], shadowed: shadowed)
  }

  private func byExternalID() throws(Refusal) -> LoginUser? {
    let found = try attempt { () throws(StorageError) -> (isKnown: Bool, user: LoginUser?) in
      let directory = try scene.groups().settings.first { $0.name == ref.directory }
      guard let directory else { return (false, nil) }
      return (
        true,
        try scene.writer.reader.loginUser(externalID: ref.externalID, in: directory.id)
      )
    }
    guard found.isKnown else { throw Self.noDirectory(ref.directory) }
    return found.user.flatMap { $0.isVisible ? $0 : nil }
  }

  /// The refusal of a login in a directory that is not there.
  static func noDirectory(_ name: String) -> Refusal {
    Refusal(.directoryNotFound, "There is no directory \"\(name)\": put it or correct the name.")
  }
}
