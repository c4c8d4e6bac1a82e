/// The rows about calls.
enum CallRows {
  static let list: [any BenchRow] = [
    UnaryRow("unary-cpp", against: "gRPC C++, asynchronous", .grpcCpp, target: 0.2),
    UnaryRow("unary-go", against: "grpc-go", .grpcGo, target: 1.0 / 3),
    UnaryRow(
      "unary-nghttpd", against: "nghttpd, a static file and a trailer", .nghttpd, target: 0.8),
    UnaryRow(
      "unary-tls", against: "gRPC C++ over TLS", .grpcCpp, usesTLS: true, target: 0.25),
    GetUserRow(),
    LatencyRow(),
    StreamRow(),
  ]
}
