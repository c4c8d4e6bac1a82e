internal import HTTP2

/// How the messages of a call are compressed; so far they are not.
enum MessageEncoding: Hashable, Sendable {
  case identity

  /// The names of every encoding that we read, for `grpc-accept-encoding`.
  static let acceptedNames = "identity"

  /// The encoding that a `grpc-encoding` header names, or `nil` when we do not know it.
  init?(of headers: HeaderBlock) {
    let isKnown = headers.withFirst(.grpcEncoding) { $0.elementsEqual("identity".utf8) } ?? true
    guard isKnown else { return nil }
    self = .identity
  }

  /// Undoes the encoding of a message whose compressed flag is set.
  func decode(_ flag: UInt8) throws(Status) {
    switch flag {
    case 0: return
    case 1:
      // gRPC's "Compression" document: a set flag without a compressing encoding is an error.
      throw Status(.internalError, "a message is compressed, but no encoding was declared")
    default:
      throw Status(.internalError, "a message begins with \(flag), which is no compression flag")
    }
  }
}
