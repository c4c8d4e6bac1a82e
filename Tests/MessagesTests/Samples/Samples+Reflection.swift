internal import Messages

extension Samples {
  private static let extensionName = ExtensionName.with {
    $0.extendedType = "acme.Thing"
    $0.number = 1000
  }

  private static let questions: [ReflectionRequest.Question?] = [
    nil, .file(named: "acme.proto"), .fileOfSymbol("acme.Thing"), .fileOfExtension(extensionName),
    .extensionNumbers(ofType: "acme.Thing"), .services("*"), .services(""),
  ]

  private static let answers: [ReflectionResponse.Answer] = [
    .files(.with { $0.descriptors = [[1, 2], [], [0]] }),
    .extensionNumbers(
      .with {
        $0.extendedType = "acme.Thing"
        $0.numbers = [1, 1000]
      }),
    .services(.with { $0.services = ["a.B", "c.D"].map { name in .with { $0.name = name } } }),
    .failure(
      .with {
        $0.code = 5
        $0.message = "not there"
      }),
  ]

  private static let requests = questions.map { question in
    ReflectionRequest.with {
      $0.host = "acme.example"
      $0.question = question
    }
  }

  static let reflection: [any Sample] =
    [extensionName] + requests + answers.map { ReflectionResponse(to: requests[1], $0) }
}
