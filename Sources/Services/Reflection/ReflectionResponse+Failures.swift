internal import Messages
internal import RPC

extension ReflectionResponse.Answer {
  /// What was asked for is not there.
  static func notFound(_ message: String) -> Self { failure(.notFound, message) }

  /// Nothing was asked for.
  static let nothingAsked = failure(.invalidArgument, "The request asks for nothing.")

  private static func failure(_ code: Status.Code, _ message: String) -> Self {
    .failure(
      .with {
        $0.code = code.rawValue
        $0.message = message
      })
  }
}
