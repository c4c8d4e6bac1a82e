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

  @Test("What carries a request_id says so, and what reads may be repeated")
  func repeats() throws {
    let fields = try ProtoFiles.fields()
    // A login that is told of again finds its user awake.
    let reads = [
      "Get", "List", "Explain", "Watch", "Preview", "Export", "Forecast", "Check",
      "ServerReflection", "ReportLogin", "Verify", "FleetStatus", "Backup",
    ]
    for method in Methods.all {
      let isRead = reads.contains { method.name.hasPrefix($0) }
      let hasID = fields[method.requestName]?.contains("requestId") == true
      // The id of an import stands in its first message.
      let expected: Repeats =
        isRead ? .safely : hasID || method.name == "ImportUsers" ? .withRequestID : .never
      #expect(method.repeats == expected, "\(method.path)")
    }
    #expect(Methods.Cleanup.analyze.repeats == .never)
  }

  @Test("Paths are a slash, the service, a slash and the method")
  func paths() {
    #expect(Methods.Cleanup.configure.path == "/dormouse.v1.Cleanup/Configure")
    #expect(Methods.Health.watch.path == "/grpc.health.v1.Health/Watch")
  }
}
