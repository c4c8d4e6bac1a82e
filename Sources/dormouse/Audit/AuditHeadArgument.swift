internal import ArgumentParser
internal import Cleanup

/// Where the audit ended when somebody noted it, such as `1234:9f86d0…`.
struct AuditHeadArgument: Hashable, Sendable, ExpressibleByArgument {
  /// The head.
  let head: AuditHead

  /// A head of the server, to be noted.
  init(_ head: AuditHead) {
    self.head = head
  }

  init?(argument text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let sequence = Int64(parts[0]), sequence >= 0,
      let hash = AuditHash(hexadecimal: String(parts[1]))
    else { return nil }
    head = AuditHead(sequence: sequence, hash: hash)
  }

  /// The head in the form in which it is given back.
  var text: String { "\(head.sequence):\(head.hash.hexadecimal)" }
}
