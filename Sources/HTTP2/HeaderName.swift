#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A header name that the runtime looks for, so that no header costs a `String`.
package enum HeaderName: UInt8, Hashable, Sendable, CaseIterable {
  case other, method, path, scheme, authority, status
  case contentType, contentLength, te, userAgent
  case grpcTimeout, grpcEncoding, grpcAcceptEncoding, grpcStatus, grpcMessage, grpcStatusDetails

  /// The name as it stands on the wire, in lower case; empty for `other`.
  package var text: StaticString {
    switch self {
    case .other: ""
    case .method: ":method"
    case .path: ":path"
    case .scheme: ":scheme"
    case .authority: ":authority"
    case .status: ":status"
    case .contentType: "content-type"
    case .contentLength: "content-length"
    case .te: "te"
    case .userAgent: "user-agent"
    case .grpcTimeout: "grpc-timeout"
    case .grpcEncoding: "grpc-encoding"
    case .grpcAcceptEncoding: "grpc-accept-encoding"
    case .grpcStatus: "grpc-status"
    case .grpcMessage: "grpc-message"
    case .grpcStatusDetails: "grpc-status-details-bin"
    }
  }

  /// Whether the name begins with a colon.
  package var isPseudo: Bool {
    switch self {
    case .method, .path, .scheme, .authority, .status: true
    default: false
    }
  }

  /// Recognises a name: its length and one of its bytes leave one candidate, which is compared.
  package init(recognising name: UnsafeRawBufferPointer) {
    let candidate = Self.candidate(name)
    guard candidate != .other, let start = name.baseAddress,
      memcmp(candidate.text.utf8Start, start, name.count) == 0
    else {
      self = .other
      return
    }
    self = candidate
  }

  /// The only name that this one can be; it has the same length.
  private static func candidate(_ name: UnsafeRawBufferPointer) -> HeaderName {
    switch name.count {
    case 2: .te
    case 5: .path
    case 7:
      switch name[2] {
      case UInt8(ascii: "e"): .method
      case UInt8(ascii: "c"): .scheme
      case UInt8(ascii: "t"): .status
      default: .other
      }
    case 10: name[0] == UInt8(ascii: ":") ? .authority : .userAgent
    case 11: .grpcStatus
    case 12:
      switch name[5] {
      case UInt8(ascii: "n"): .contentType
      case UInt8(ascii: "t"): .grpcTimeout
      case UInt8(ascii: "m"): .grpcMessage
      default: .other
      }
    case 13: .grpcEncoding
    case 14: .contentLength
    case 20: .grpcAcceptEncoding
    case 23: .grpcStatusDetails
    default: .other
    }
  }
}
