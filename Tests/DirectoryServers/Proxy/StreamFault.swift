/// What a ``FaultProxy`` does to what the server says. Bytes are counted on each connection, and anew when
/// a fault is set.
package enum StreamFault: Hashable, Sendable {
  /// Everything passes.
  case none
  /// No connection is taken, and those that are open end, as if the server were gone.
  case refuse
  /// So many bytes pass; then the connection ends.
  case drop(after: Int)
  /// So many bytes pass, and nothing behind them. The connection stays open, as if the server hung; behind
  /// none, also while TLS is agreed on.
  case swallow(after: Int)
  /// So many bytes pass; those behind them become others.
  case corrupt(after: Int)
  /// Everything passes so much later.
  case delay(Duration)
}
