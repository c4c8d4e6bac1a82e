/// A method with the Swift types of its messages, the same for the server and for clients.
package struct Method<Request: WireMessage, Response: WireMessage>: Sendable {
  /// Everything but the types.
  package let description: MethodDescription

  /// The path of its HTTP requests, such as `/dormouse.v1.Cleanup/Configure`.
  package let path: String

  /// How many messages it takes and answers.
  package var kind: CallKind { description.kind }

  /// Whether a call whose fate is unknown may be made again.
  package var repeats: Repeats { description.repeats }

  /// A method; names of messages are given where another package has the same messages once more.
  init(
    _ service: String, _ name: String, _ kind: CallKind, _ repeats: Repeats,
    requestName: String = Request.fullName, responseName: String = Response.fullName
  ) {
    description = MethodDescription(
      service: service, name: name, kind: kind, repeats: repeats,
      requestName: requestName, responseName: responseName)
    path = description.path
  }
}
