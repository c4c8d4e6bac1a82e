internal import Foundation

/// A result as one line of JSON.
///
/// `ratio` is what is held against `target`: the median ratio, or the median itself where a row has
/// a bound; `null` when the row could not be measured. `target` is `null` where the ratio is only
/// told. `rounds` says how many there were.
struct ResultLine {
  /// The line.
  let text: String

  init(_ result: RowResult) {
    var fields = [
      ("name", Self.quoted(result.about.name)),
      ("ratio", result.value.map(Self.number) ?? "null"),
      ("target", Self.number(result.about.target.limit)),
      ("ok", String(result.isOK)),
      ("rounds", String(result.rounds.count)),
      ("unit", Self.quoted(result.about.unit.rawValue)),
    ]
    if let ours = result.ours { fields.append(("ours", Self.number(ours))) }
    if let peer = result.peer { fields.append(("peer", Self.number(peer))) }
    if let trouble = result.trouble { fields.append(("trouble", Self.quoted(trouble.message))) }
    text = "{" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
  }

  /// A number with four digits behind the point, which is more than a measurement is good for.
  private static func number(_ value: Double) -> String {
    value.isFinite ? String(format: "%.4f", value) : "null"
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    // Text always has a JSON form.
    let data = (try? encoder.encode(text)) ?? Data("\"\"".utf8)
    return String(decoding: data, as: UTF8.self)
  }
}
