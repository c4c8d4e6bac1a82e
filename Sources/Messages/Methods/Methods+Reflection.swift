extension Methods {
  /// The service `grpc.reflection.v1.ServerReflection`, and its older name.
  package enum Reflection {
    static let service = "grpc.reflection.v1.ServerReflection"
    static let alphaPackage = "grpc.reflection.v1alpha"

    /// Answers questions about the protos.
    package static let info = Method<ReflectionRequest, ReflectionResponse>(
      service, "ServerReflectionInfo", .bidirectional, .safely)
    /// The same by the name that it had before; the messages are the same bytes.
    package static let infoAlpha = Method<ReflectionRequest, ReflectionResponse>(
      "\(alphaPackage).ServerReflection", "ServerReflectionInfo", .bidirectional, .safely,
      requestName: "\(alphaPackage).ServerReflectionRequest",
      responseName: "\(alphaPackage).ServerReflectionResponse")

    /// Both names of the service.
    package static let services: Set = [info.description.service, infoAlpha.description.service]
  }
}
