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

  /// Recognises a name by its length and one comparison of memory.
  package init(recognising name: UnsafeRawBufferPointer) {
    guard let start = name.baseAddress, !name.isEmpty else {
      self = .other
      return
    }
    for candidate in Self.candidates(count: name.count, first: name[0])
    where memcmp(candidate.text.utf8Start, start, name.count) == 0 {
      self = candidate
      return
    }
    self = .other
  }

  /// The only names that a name of this length and first byte can be: at most one or two.
  private static func candidates(count: Int, first: UInt8) -> CandidateNames {
    switch count {
    case 2: CandidateNames(.te)
    case 5: CandidateNames(.path)
    case 7:
      first == UInt8(ascii: ":")
        ? CandidateNames(.method, .scheme, .status) : CandidateNames()
    case 10: first == UInt8(ascii: ":") ? CandidateNames(.authority) : CandidateNames(.userAgent)
    case 11: CandidateNames(.grpcStatus)
    case 12:
      first == UInt8(ascii: "c")
        ? CandidateNames(.contentType) : CandidateNames(.grpcTimeout, .grpcMessage)
    case 13: CandidateNames(.grpcEncoding)
    case 14: CandidateNames(.contentLength)
    case 20: CandidateNames(.grpcAcceptEncoding)
    case 23: CandidateNames(.grpcStatusDetails)
    default: CandidateNames()
    }
  }
}

/// Up to three names to compare with, held without an allocation.
private struct CandidateNames: Sequence, IteratorProtocol {
  private var first: HeaderName?
  private var second: HeaderName?
  private var third: HeaderName?

  init(_ first: HeaderName? = nil, _ second: HeaderName? = nil, _ third: HeaderName? = nil) {
    self.first = first
    self.second = second
    self.third = third
  }

  mutating func next() -> HeaderName? {
    let result = first
    first = second
    second = third
    third = nil
    return result
  }
}
