internal import AsyncHTTPClient
internal import Glibc
internal import NIOCore
internal import NIOSSL

extension WebFailure {
  /// What an error of the client, of TLS or of the system means.
  init(_ error: any Error) {
    switch error {
    case let failure as WebFailure: self = failure
    case is NIOTooManyBytesError: self = .tooLong
    case is CancellationError: self = .cancelled
    case let error as HTTPClientError: self.init(client: error)
    case NIOSSLError.handshakeFailed, is NIOSSLExtraError: self = .untrusted
    case let error as IOError where Self.connecting.contains(error.errnoCode):
      self = .unreachable
    default: self = .broken
    }
  }

  private init(client error: HTTPClientError) {
    switch error {
    case .cancelled: self = .cancelled
    case .connectTimeout, .tlsHandshakeTimeout: self = .unreachable
    case .deadlineExceeded, .readTimeout, .getConnectionFromPoolTimeout: self = .timedOut
    default: self = .broken
    }
  }

  /// Whether it is certain that nothing of the request was sent.
  package var isBeforeSending: Bool {
    switch self {
    case .broken, .tooLong, .timedOut, .cancelled: false
    default: true
    }
  }

  /// What connecting fails with, and nothing behind it.
  private static let connecting: Set = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL]
}
