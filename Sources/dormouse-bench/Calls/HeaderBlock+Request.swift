internal import HTTP2

extension HeaderBlock {
  /// The headers of a gRPC request to a port of loopback.
  static func request(_ path: String, port: Int) -> HeaderBlock {
    var headers = HeaderBlock()
    headers.append(.method, "POST")
    headers.append(.scheme, "http")
    headers.append(.path, path)
    headers.append(.authority, "127.0.0.1:\(port)")
    headers.append(.contentType, "application/grpc")
    headers.append(.te, "trailers")
    return headers
  }
}
