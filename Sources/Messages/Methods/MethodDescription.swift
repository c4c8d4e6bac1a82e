/// A method without the Swift types of its messages.
package struct MethodDescription: Hashable, Sendable {
  /// Full name of the service, such as `dormouse.v1.Cleanup`.
  package let service: String
  /// Name of the method, such as `Configure`.
  package let name: String
  /// How many messages it takes and answers.
  package let kind: CallKind
  /// Whether a call whose fate is unknown may be made again.
  package let repeats: Repeats
  /// Full name of the request's message.
  package let requestName: String
  /// Full name of the response's message.
  package let responseName: String

  /// The path of its HTTP requests, such as `/dormouse.v1.Cleanup/Configure`.
  package var path: String { "/\(service)/\(name)" }
}
