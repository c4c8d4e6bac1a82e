package import Cleanup

/// A hold with what became of it.
package struct KeptHold: Hashable, Sendable {
  /// The hold.
  package var hold: Hold
  /// Why it was closed; nil while it is open.
  package var end: HoldEnd?
}
