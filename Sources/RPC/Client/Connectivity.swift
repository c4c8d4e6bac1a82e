/// How a client stands to its servers (gRPC's document "Connectivity Semantics").
package enum Connectivity: Hashable, Sendable {
  /// There is no connection, and nobody asks for one.
  case idle
  /// A connection is being made.
  case connecting
  /// There is a connection that takes calls.
  case ready
  /// No server could be reached; the next attempt comes after a wait.
  case transientFailure
  /// The client was closed.
  case shutdown
}
