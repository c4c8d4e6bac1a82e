/// What every handler may know about its call.
package protocol CallHead {
  /// The full path of the method.
  var path: String { get }
  /// The metadata that the client sent.
  var metadata: Metadata { get }
  /// Who calls.
  var peer: Peer { get }
}
