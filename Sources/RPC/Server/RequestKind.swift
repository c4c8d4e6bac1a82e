internal import HTTP2

/// What a request's headers ask for.
enum RequestKind {
  /// A call of a method, by its place in the table.
  case call(method: Int, MessageEncoding, timeout: Duration?)
  /// `GET /healthz`.
  case healthz
  /// Something that gRPC answers with a status alone.
  case refused(HeaderBlock)
  /// Something that is no gRPC at all, and its HTTP status.
  case notGRPC(httpStatus: String, message: String)

  /// So much of a path that is not known is said again. Unit: bytes.
  private static let longestPathShown = 200

  /// Reads headers, which the session has found to be a well-formed request.
  init(_ headers: HeaderView, isOversized: Bool, methods: MethodTable) {
    if headers.has(.method, "GET"), headers.has(.path, "/healthz") {
      self = .healthz
    } else if isOversized {
      self = .refused(
        ResponseHeaders.only(
          Status(
            .resourceExhausted,
            "the metadata is larger than the limit: send fewer or shorter fields")))
    } else if !headers.has(.method, "POST") {
      self = .notGRPC(httpStatus: "405", message: "gRPC calls are POST requests\n")
    } else if !headers.isGRPC {
      self = .notGRPC(httpStatus: "415", message: "the content type is not application/grpc\n")
    } else {
      self = Self.call(headers, methods)
    }
  }

  private static func call(_ headers: HeaderView, _ methods: MethodTable) -> RequestKind {
    guard let method = headers.first(.path).flatMap(methods.find) else {
      return .refused(ResponseHeaders.only(unknownMethod(headers.first(.path))))
    }
    guard let encoding = MessageEncoding(of: headers) else {
      return .refused(ResponseHeaders.unknownEncoding)
    }
    guard let value = headers.first(.grpcTimeout) else {
      return .call(method: method, encoding, timeout: nil)
    }
    guard let timeout = CallTimeout.parse(value) else {
      return .refused(
        ResponseHeaders.only(
          Status(
            .invalidArgument,
            "grpc-timeout is not a timeout: up to 8 digits and one of H, M, S, m, u, n")))
    }
    return .call(method: method, encoding, timeout: timeout)
  }

  private static func unknownMethod(_ path: UnsafeRawBufferPointer?) -> Status {
    let path = String(
      decoding: path.map { Array($0.prefix(longestPathShown)) } ?? [], as: UTF8.self)
    return Status(.unimplemented, "there is no method \(path) here")
  }
}
