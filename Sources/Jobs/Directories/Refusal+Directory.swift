internal import Cleanup
internal import Directories

extension Refusal {
  /// Why a request was not carried out when a remote directory failed.
  init(_ error: DirectoryError, of directory: String) {
    let reason: RefusalReason =
      switch error.code {
      case .unreachable, .timedOut, .busy: .directoryUnavailable
      case .cancelled: .interrupted
      case .forbidden, .untrusted, .unauthenticated, .insufficientRights, .incomplete,
        .notFound, .accountClosed, .malformed, .invalidSettings, .refused:
        .directoryUnusable
      }
    self.init(reason, "The directory \"\(directory)\": \(error.message)")
  }
}
