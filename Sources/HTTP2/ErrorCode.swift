/// The error codes of RST_STREAM and GOAWAY frames (RFC 9113, section 7).
package enum ErrorCode: UInt32, Hashable, Sendable {
  case noError = 0
  case protocolError, internalError, flowControlError, settingsTimeout, streamClosed
  case frameSizeError, refusedStream, cancel, compressionError, connectError
  case enhanceYourCalm, inadequateSecurity, http11Required

  /// The code of a number from the wire; an unknown one counts as an internal error, as the RFC
  /// allows.
  package init(wire number: UInt32) {
    self = ErrorCode(rawValue: number) ?? .internalError
  }
}
