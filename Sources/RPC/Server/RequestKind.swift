internal import HTTP2

/// What a request's headers ask for.
enum RequestKind {
  /// A call of a method.
  case call(Method, MessageEncoding, timeout: Duration?)
  /// `GET /healthz`.
  case healthz
  /// Something that gRPC answers with a status alone.
  case refused(HeaderBlock)
  /// Something that is no gRPC at all, and its HTTP status.
  case notGRPC(httpStatus: String, message: String)

  /// Reads headers, which nghttp2 has already found to be a well-formed request.
  init(_ headers: HeaderBlock, isOversized: Bool, methods: MethodTable) {
    if headers.has(.method, "GET"), headers.has(.path, "/healthz") {
      self = .healthz
    } else if isOversized {
      self = .refused(
        ResponseHeaders.only(Status(.resourceExhausted, "the metadata is larger than the limit")))
    } else if !headers.has(.method, "POST") {
      self = .notGRPC(httpStatus: "405", message: "gRPC calls are POST requests\n")
    } else if !headers.isGRPC {
      self = .notGRPC(httpStatus: "415", message: "the content type is not application/grpc\n")
    } else {
      self = Self.call(headers, methods)
    }
  }

  private static func call(_ headers: HeaderBlock, _ methods: MethodTable) -> RequestKind {
    guard let method = headers.withFirst(.path, { methods.find($0) }) ?? nil else {
      return .refused(ResponseHeaders.only(Status(.unimplemented, "there is no such method")))
    }
    guard let encoding = MessageEncoding(of: headers) else {
      return .refused(ResponseHeaders.unknownEncoding)
    }
    guard headers.first(.grpcTimeout) != nil,
      let timeout = headers.withFirst(.grpcTimeout, CallTimeout.parse)
    else {
      return .call(method, encoding, timeout: nil)
    }
    guard let timeout else {
      return .refused(
        ResponseHeaders.only(Status(.invalidArgument, "grpc-timeout is not a timeout")))
    }
    return .call(method, encoding, timeout: timeout)
  }
}

extension HeaderBlock {
  /// Whether the content type is `application/grpc`, alone, with `+proto` or with parameters.
  var isGRPC: Bool {
    has(.contentType, "application/grpc") || isGRPCWithMore
  }

  private var isGRPCWithMore: Bool {
    withFirst(.contentType) { bytes in
      let prefix: StaticString = "application/grpc"
      let isPrefix = prefix.withUTF8Buffer { bytes.starts(with: $0) }
      guard isPrefix else { return false }
      let rest = bytes.dropFirst(prefix.utf8CodeUnitCount)
      return rest.isEmpty || rest.first == UInt8(ascii: ";") || rest.starts(with: "+proto".utf8)
    } ?? false
  }
}
