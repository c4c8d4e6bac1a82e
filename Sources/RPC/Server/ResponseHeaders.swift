internal import HTTP2

/// The header blocks that the server answers with, made once.
enum ResponseHeaders {
  /// The beginning of every gRPC response.
  static let grpc = {
    var block = HeaderBlock()
    block.append(.status, "200")
    block.append(.contentType, "application/grpc")
    return PreparedHeaders(block)
  }()

  /// The same, with what we read: said now and then, because it never changes.
  static let grpcAdvertising = {
    var block = grpc.block
    block.append(.grpcAcceptEncoding, MessageEncoding.acceptedNames)
    return PreparedHeaders(block)
  }()

  /// The same, where messages may be compressed.
  static let grpcGzip = {
    var block = grpcAdvertising.block
    block.append(.grpcEncoding, MessageEncoding.gzipName)
    return PreparedHeaders(block)
  }()

  /// The trailers of a call that went well and has nothing to add.
  static let ok = {
    var block = HeaderBlock()
    block.append(.grpcStatus, "0")
    return PreparedHeaders(block)
  }()

  /// A gRPC response that is nothing but a status.
  static func only(_ status: Status) -> HeaderBlock {
    var block = grpc.block
    status.write(to: &block)
    return block
  }

  /// A gRPC response to an encoding that is not known.
  static let unknownEncoding: HeaderBlock = {
    var block = only(
      Status(
        .unimplemented,
        "the message encoding is not supported; accepted: \(MessageEncoding.acceptedNames)"))
    block.append(.grpcAcceptEncoding, MessageEncoding.acceptedNames)
    return block
  }()

  /// A plain HTTP response.
  static func plain(status: String, contentLength: Int, allow: String? = nil) -> HeaderBlock {
    var block = HeaderBlock()
    block.append(.status, status)
    block.append(.contentType, "text/plain; charset=utf-8")
    block.append(.contentLength, String(contentLength))
    if let allow { block.append(name: "allow", value: allow) }
    return block
  }
}
