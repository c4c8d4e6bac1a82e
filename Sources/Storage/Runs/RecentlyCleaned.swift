/// How many users cleanup runs have taken a seat from lately.
package struct RecentlyCleaned: Hashable, Sendable {
  /// Outcomes `DONE`.
  package var done: Int
  /// Users among them whose hold is still open.
  package var stillHeld: Int

  /// A count.
  package init(done: Int, stillHeld: Int) {
    self.done = done
    self.stillHeld = stillHeld
  }
}
