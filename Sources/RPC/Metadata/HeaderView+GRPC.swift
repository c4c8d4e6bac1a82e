internal import HTTP2

extension HeaderView {
  /// Whether the content type is `application/grpc`, alone, with `+proto` or with parameters.
  var isGRPC: Bool {
    has(.contentType, "application/grpc") || isGRPCWithMore
  }

  private var isGRPCWithMore: Bool {
    guard let type = first(.contentType) else { return false }
    let prefix: StaticString = "application/grpc"
    guard prefix.withUTF8Buffer({ type.starts(with: $0) }) else { return false }
    let rest = type.dropFirst(prefix.utf8CodeUnitCount)
    return rest.isEmpty || rest.first == UInt8(ascii: ";") || rest.starts(with: "+proto".utf8)
  }
}
