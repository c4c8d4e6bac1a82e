internal import Messages
internal import Testing

@Suite struct MethodTests {
  @Test("The table of methods is the one in the protos")
  func table() throws {
    let ours = Methods.all.map { method in
      ProtoFiles.Method(
        service: method.service, name: method.name, request: method.requestName,
        takesStream: method.kind == .clientStreaming || method.kind == .bidirectional,
        response: method.responseName,
        answersStream: method.kind == .serverStreaming || method.kind == .bidirectional)
    }
    #expect(try Set(ours) == Set(ProtoFiles.methods()))
    #expect(Set(ours).count == ours.count)
  }

  @Test("Paths are a slash, the service, a slash and the method")
  func paths() {
    #expect(Methods.Cleanup.configure.path == "/dormouse.v1.Cleanup/Configure")
    #expect(Methods.Health.watch.path == "/grpc.health.v1.Health/Watch")
  }
}
