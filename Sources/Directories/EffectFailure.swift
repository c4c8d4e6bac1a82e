package import Cleanup

/// Why a user could not be changed.
package struct EffectFailure: Error, Hashable, Sendable {
  /// Why.
  package var code: OutcomeCode
  /// What happened and what to do, for people.
  package var message: String
  /// Whether a directory may do the same a while later: it was not reached, or is busy.
  package private(set) var mayPass = false

  /// A failure.
  package init(_ code: OutcomeCode, _ message: String) {
    self.code = code
    self.message = message
  }

  /// What a remote directory failed with, by the name of the directory.
  package init(_ error: DirectoryError, of directory: String) {
    self.init(Self.code(error.code), "The directory \"\(directory)\": \(error.message)")
    switch error.code {
    case .unreachable, .timedOut, .busy: mayPass = true
    default: break
    }
  }

  private static func code(_ code: DirectoryError.Code) -> OutcomeCode {
    switch code {
    case .unreachable, .timedOut, .busy, .forbidden, .untrusted, .unauthenticated,
      .invalidSettings, .cancelled:
      .directoryUnavailable
    case .notFound: .vanished
    case .accountClosed: .verdict(.alreadyInactive)
    case .insufficientRights, .incomplete, .malformed, .refused: .directoryRefused
    }
  }
}
