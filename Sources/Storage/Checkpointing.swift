/// Who moves changes from the write-ahead log into the database files.
package enum Checkpointing: Hashable, Sendable {
  /// This process, whenever the log has grown long.
  case own
  /// A replicating process beside this one, such as Litestream. This process then never
  /// checkpoints and never vacuums: either would corrupt the replica or lose rows in it.
  case external
}
