internal import ArgumentParser
internal import Cleanup

/// A user on the command line: `ada`, `users/ada` in one directory, or `users/id:4711` by its id
/// there. A username that has a slash in it is written with one more in front: `/a/b`.
struct UserArgument: Hashable, Sendable, ExpressibleByArgument {
  /// What the forms are, for help texts.
  static let forms =
    "USERNAME, DIRECTORY/USERNAME or DIRECTORY/id:ID; one with a slash in it as /USERNAME."

  /// The user.
  let reference: UserRef

  init?(argument text: String) {
    guard let slash = text.firstIndex(of: "/") else {
      guard !text.isEmpty else { return nil }
      reference = UserRef(username: text)
      return
    }
    let directory = String(text[..<slash])
    let name = String(text[text.index(after: slash)...])
    guard !name.isEmpty, directory.isEmpty || ResourceName.isValid(directory) else { return nil }
    if !directory.isEmpty, name.hasPrefix("id:") {
      guard name.count > 3 else { return nil }
      reference = UserRef(directory: directory, externalID: String(name.dropFirst(3)))
    } else {
      reference = UserRef(directory: directory, username: name)
    }
  }
}
