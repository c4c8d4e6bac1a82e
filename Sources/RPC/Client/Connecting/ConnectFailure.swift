#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
internal import NIOCore
internal import NIOSSL

/// Says in words why an address could not be used.
enum ConnectFailure {
  /// What an error of connecting means, as the second half of a sentence.
  static func text(_ error: any Error) -> String {
    switch error {
    case let status as Status: status.message
    case let error as IOError: String(cString: strerror(error.errnoCode)).lowercasedFirst
    case ChannelError.connectTimeout: "no answer in time"
    case let error as NIOSSLError: "no TLS connection: \(error)"
    case let error as BoringSSLError: "no TLS connection: \(error)"
    case let error as NIOSSLExtraError: "no TLS connection: \(error)"
    default: "it does not speak HTTP/2"
    }
  }
}
