internal import Cleanup
internal import ImportFiles
internal import Messages

/// A row of an import that can be sent.
protocol ImportItem: ImportRow {
  /// What one of them is called.
  static var noun: String { get }
  /// About how many bytes it takes in a message; never much less than it does.
  var approximateBytes: Int { get }
  /// Puts it into a message.
  func add(to items: inout ImportItems)
}

extension ImportedUser: ImportItem {
  static var noun: String { "user" }

  var approximateBytes: Int {
    let texts = [externalID, username, displayName, email] + groups
    return texts.reduce(64) { $0 + $1.utf8.count + 4 }
  }

  func add(to items: inout ImportItems) {
    items.users.append(self)
  }
}

extension ImportedGroup: ImportItem {
  static var noun: String { "group" }

  var approximateBytes: Int { name.utf8.count + parent.utf8.count + 16 }

  func add(to items: inout ImportItems) {
    items.groups.append(self)
  }
}
