/// When a commit must have reached the disk.
package enum Durability: Sendable {
  /// Before it returns.
  case synced
  /// With the next synced commit, which syncs all before it; until then a loss of power takes it
  /// back, whole. For steps that nobody is told of, and that a last synced step makes visible.
  case withNextSynced
}
