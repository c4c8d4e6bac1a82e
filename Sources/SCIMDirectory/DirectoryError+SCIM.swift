internal import Directories
internal import Web

extension DirectoryError {
  /// That whoever asked gave up.
  static let cancelled = DirectoryError(
    .cancelled, "The call was left before the service had answered.")

  /// Something that came is not as SCIM has it.
  static func malformed(_ message: String) -> DirectoryError {
    DirectoryError(.malformed, message)
  }

  /// Something of the settings cannot be used.
  static func invalidSettings(_ message: String) -> DirectoryError {
    DirectoryError(.invalidSettings, message)
  }

  /// Why there was no answer of someone, such as `service`, within the time that the settings allow.
  init(_ failure: WebFailure, of peer: String, seconds: Int) {
    switch failure {
    case .invalidURL, .invalidHost:
      self.init(
        .invalidSettings,
        "The URL of the \(peer) is none that can be asked: enter one that begins with https:// and has"
          + " a host of letters, digits, hyphens and dots.")
    case .invalidCertificates:
      self.init(
        .invalidSettings,
        "The certificates of the settings cannot be read: enter those of trusted authorities in PEM."
      )
    case .tooManyLookups:
      self.init(.busy, "The addresses of too many hosts are looked up just now: try again.")
    case .noAddress:
      self.init(
        .unreachable, "The host of the \(peer) has no address: look whether its URL is right.")
    case .forbidden:
      self.init(
        .forbidden,
        "The \(peer) is at no address that may be reached: where it is not public, the operator of this"
          + " server can allow it with --allow-target; without TLS it must be on the same machine.")
    case .unreachable:
      self.init(
        .unreachable,
        "Nobody answers at the URL of the \(peer): look whether host and port are right and it runs."
      )
    case .untrusted:
      self.init(
        .untrusted,
        "The \(peer) has no certificate that is trusted for its host, or speaks no TLS: enter the"
          + " certificate of its authority in PEM among the certificates of the settings.")
    case .broken:
      self.init(
        .unreachable,
        "The connection broke before the answer of the \(peer) was whole: try again, and look at the"
          + " \(peer)'s own log.")
    case .tooLong:
      self.init(
        .malformed, "The \(peer) answered with more bytes than are taken: ask for smaller pages.")
    case .timedOut:
      self.init(
        .timedOut,
        "The \(peer) did not answer within \(seconds) seconds: raise the time limit, or ask for smaller"
          + " pages.")
    case .cancelled: self = .cancelled
    }
  }
}
