@testable internal import HTTP2

extension HeaderBlock {
  /// A gRPC request's headers.
  static func call(
    _ path: String, method: String = "POST", contentType: String? = "application/grpc",
    _ others: KeyValuePairs<String, String> = ["te": "trailers"]
  ) -> HeaderBlock {
    var block = HeaderBlock()
    block.append(.method, method)
    block.append(.scheme, "http")
    block.append(.path, path)
    block.append(.authority, "localhost")
    if let contentType { block.append(.contentType, contentType) }
    for (name, value) in others { block.append(name: name, value: value) }
    return block
  }
}
