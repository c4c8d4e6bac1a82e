internal import Cleanup
internal import Messages
internal import RPC

extension CommandError {
  /// What a call of a server ended with.
  init(_ status: Status, servers: ServerList, requestID: String) {
    let decoded = try? ErrorDetails.decode(status.details)
    let reason = decoded?.reason ?? ""
    let known = RefusalReason(rawValue: reason)
    self.init(
      known.map { ExitStatus($0) } ?? ExitStatus(status.code),
      Self.sentence(status, servers: servers, isFromService: !reason.isEmpty),
      violations: decoded?.violations ?? [],
      details: Details(status: status.code.name, reason: reason, requestID: requestID))
  }

  /// Whether the time that was allowed is over.
  var isTimedOut: Bool { details?.status == Status.Code.deadlineExceeded.name }

  private static func sentence(
    _ status: Status, servers: ServerList, isFromService: Bool
  ) -> String {
    if isFromService, !status.message.isEmpty { return status.message.asSentence }
    switch status.code {
    case .unavailable:
      return "The server at \(servers.named) cannot be reached (\(status.message)):"
        + " start it, wait for it with --wait, or name another with --server."
    case .deadlineExceeded:
      return "The server at \(servers.named) did not answer in time; allow more with --timeout."
    default:
      return status.message.isEmpty
        ? "The server at \(servers.named) answered \(status.code.name)." : status.message.asSentence
    }
  }
}

extension String {
  /// The text with a capital in front and a full stop behind it.
  var asSentence: String {
    guard let first, let last else { return self }
    let text = first.uppercased() + dropFirst()
    return ".!?".contains(last) ? text : text + "."
  }
}
