internal import Cleanup
internal import ImportFiles

/// A row that can be written as well as read.
protocol WrittenRow: ImportRow, Hashable {
  /// Every column that the row says something of, with its value.
  var cells: [(String, ExportValue)] { get }
  /// Whether the row can be written as CSV, which joins names by a bar.
  var fitsCSV: Bool { get }
}

extension ImportedUser: WrittenRow {
  var cells: [(String, ExportValue)] {
    var cells: [(String, ExportValue)] = [
      ("external_id", .text(externalID)), ("username", .text(username)),
      ("created_time", createdAt.map { .text($0.rfc3339) } ?? .empty),
      ("groups", .list(groups)), ("display_name", .text(displayName)), ("email", .text(email)),
      ("active", isActive.map(ExportValue.flag) ?? .empty),
    ]
    switch lastLogin {
    case .unknown: break
    case .never: cells.append(("last_login_time", .empty))
    case .at(let moment): cells.append(("last_login_time", .text(moment.rfc3339)))
    }
    return cells
  }

  var fitsCSV: Bool { !groups.contains { $0.utf8.contains(UInt8(ascii: "|")) } }
}

extension ImportedGroup: WrittenRow {
  var cells: [(String, ExportValue)] { [("group", .text(name)), ("parent", .text(parent))] }

  var fitsCSV: Bool { true }
}
