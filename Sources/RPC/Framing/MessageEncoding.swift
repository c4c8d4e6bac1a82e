internal import HTTP2

/// How those messages of a call are compressed whose compressed flag is set.
enum MessageEncoding: Hashable, Sendable {
  case identity
  case gzip

  /// The names of every encoding that we read, for `grpc-accept-encoding`.
  static let acceptedNames = "identity,gzip"
  /// The name of gzip, for `grpc-encoding`.
  static let gzipName = "gzip"

  /// The encoding that a `grpc-encoding` header names, or `nil` when we do not know it.
  init?(of headers: HeaderView) {
    guard let name = headers.first(.grpcEncoding) else {
      self = .identity
      return
    }
    if name.elementsEqual("identity".utf8) {
      self = .identity
    } else if name.elementsEqual(Self.gzipName.utf8) {
      self = .gzip
    } else {
      return nil
    }
  }

  /// Whether `grpc-accept-encoding` headers say that the peer reads gzip.
  static func isGzipAccepted(by headers: HeaderBlock) -> Bool {
    headers.fields.contains { field in
      guard field.name == .grpcAcceptEncoding else { return false }
      return headers.withValue(of: field) { names in
        names.split(separator: UInt8(ascii: ",")).contains { name in
          name.trimmingSpaces.elementsEqual(gzipName.utf8)
        }
      }
    }
  }

  /// Reads a message's flag, and says whether it is compressed.
  func isCompressed(_ flag: UInt8) throws(Status) -> Bool {
    switch (flag, self) {
    case (0, _): return false
    case (1, .gzip): return true
    case (1, .identity):
      // gRPC's "Compression" document: a set flag without a compressing encoding is an error.
      throw Status(.internalError, "a message is compressed, but no encoding was declared")
    default:
      throw Status(.internalError, "a message begins with \(flag), which is no compression flag")
    }
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// Without the spaces at either end, which lists in headers may have.
  fileprivate var trimmingSpaces: Self {
    let start = drop { $0 == UInt8(ascii: " ") }
    let trailing = start.reversed().prefix { $0 == UInt8(ascii: " ") }.count
    return start.dropLast(trailing)
  }
}
