internal import Cleanup
internal import Foundation
internal import Messages
internal import NIOCore
internal import RPC
internal import TestSupport
internal import Testing

@testable internal import Services

@Suite("Reflection", .timeLimit(.minutes(1)))
struct ReflectionTests {
  private static let methods = [Methods.Reflection.info, Methods.Reflection.infoAlpha]

  /// Asks questions on one call, without a token.
  private func ask(
    _ service: RunningService, _ path: String, _ questions: [ReflectionRequest.Question?]
  ) async throws -> [ReflectionResponse] {
    let call = try await service.client.open(path, CallOptions(timeout: .seconds(30)))
    var answers: [ReflectionResponse] = []
    var responses = call.responses.makeAsyncIterator()
    for question in questions {
      let request = ReflectionRequest.with {
        $0.host = "some.host"
        $0.question = question
      }
      try await call.send(ByteBuffer(bytes: request.encode()))
      let answer = try #require(try await responses.next(isolation: nil))
      answers.append(try ReflectionResponse.decode(Array(answer.readableBytesView)))
      #expect(answers.last?.request == request)
    }
    call.finishSending()
    #expect(try await responses.next(isolation: nil) == nil)
    return answers
  }

  @Test("Under both names, questions are answered one by one, without a token")
  func answers() async throws {
    try await withService { service in
      for method in Self.methods {
        let answers = try await ask(
          service, method.path,
          [
            .services(""), .file(named: "dormouse/v1/cleanup.proto"),
            .fileOfSymbol("dormouse.v1.Cleanup.Run"),
            .extensionNumbers(ofType: "dormouse.v1.Run"), nil, .file(named: "nope.proto"),
          ])
        guard case .services(let list) = answers[0].answer else {
          Issue.record("no services")
          continue
        }
        #expect(list.services.map(\.name) == Set(Methods.all.map(\.service)).sorted())
        let files = try names(in: answers[1].answer)
        #expect(files.first == "dormouse/v1/cleanup.proto" && files.count == Set(files).count)
        #expect(files.contains("google/protobuf/timestamp.proto"))
        #expect(try names(in: answers[2].answer) == files)
        #expect(
          answers[3].answer == .extensionNumbers(.with { $0.extendedType = "dormouse.v1.Run" }))
        #expect(code(of: answers[4].answer) == Status.Code.invalidArgument.rawValue)
        #expect(code(of: answers[5].answer) == Status.Code.notFound.rawValue)
      }
    }
  }

  @Test("A request that is no message ends the call with INVALID_ARGUMENT")
  func malformed() async throws {
    try await withService { service in
      let call = try await service.client.open(Methods.Reflection.info.path)
      try await call.send(ByteBuffer(bytes: [0x0A, 0xFF]))
      let error = await #expect(throws: Status.self) { try await call.onlyResponse() }
      #expect(error?.code == .invalidArgument)
    }
  }

  @Test("Without reflection there is neither of the two, and health knows neither")
  func off() async throws {
    try await withService(servesReflection: false) { service in
      for method in Self.methods {
        let call = try await service.client.open(method.path)
        let error = await #expect(throws: Status.self) { try await call.onlyResponse() }
        #expect(error?.code == .unimplemented)
        let health = await #expect(throws: Status.self) {
          try await service.call(
            Methods.Health.check, .with { $0.service = method.description.service }, token: nil,
            tenant: nil)
        }
        #expect(health?.code == .notFound)
      }
    }
  }

  @Test("Extensions are found by their numbers, and by the message that they extend")
  func extensions() async throws {
    let index = ReflectionIndex(try await Self.filesWithExtensions())
    let name = ExtensionName.with {
      $0.extendedType = "acme.Thing"
      $0.number = 200
    }
    #expect(try names(in: index.answer(.fileOfExtension(name))) == ["more.proto", "thing.proto"])
    let numbers = index.answer(.extensionNumbers(ofType: "acme.Thing"))
    #expect(
      numbers
        == .extensionNumbers(
          .with {
            $0.extendedType = "acme.Thing"
            $0.numbers = [100, 150, 200]
          }))
    #expect(try names(in: index.answer(.fileOfSymbol("acme.Holder.nested"))).first == "more.proto")
    let unknown: [ReflectionRequest.Question] = [
      .fileOfExtension(.with { $0.extendedType = "acme.Thing" }),
      .extensionNumbers(ofType: "acme.Other"), .fileOfSymbol("acme"), .fileOfSymbol(""),
    ]
    for question in unknown {
      #expect(code(of: index.answer(question)) == Status.Code.notFound.rawValue, "\(question)")
    }
  }

  /// Two proto2 files that the stock compiler made descriptors of.
  private static func filesWithExtensions() async throws -> [ProtoFile] {
    let folder = try TemporaryFolder()
    try folder.write(
      "thing.proto",
      """
      syntax = "proto2"; package acme;
      message Thing { extensions 100 to 999; }
      extend Thing { optional int32 size = 100; }
      """)
    try folder.write(
      "more.proto",
      """
      syntax = "proto2"; package acme; import "thing.proto";
      extend Thing { optional string colour = 200; }
      message Holder { extend Thing { optional Holder nested = 150; } }
      """)
    let made = try await Command("/usr/bin/env").run([
      "protoc", "-I\(folder.path)", "--include_imports",
      "--descriptor_set_out=\(folder.path("set"))", "more.proto",
    ])
    try #require(made.status == 0, "\(made.errors)")
    let set = [UInt8](try Data(contentsOf: URL(filePath: folder.path("set"))))
    return try ReflectedFiles.decode(set).descriptors.map { try ProtoFile(descriptor: $0) }
  }

  private func names(in answer: ReflectionResponse.Answer) throws -> [String] {
    guard case .files(let files) = answer else { return [] }
    return try files.descriptors.map { try ProtoFile(descriptor: $0).name }
  }

  private func code(of answer: ReflectionResponse.Answer) -> Int? {
    guard case .failure(let failure) = answer else { return nil }
    return failure.code
  }
}
