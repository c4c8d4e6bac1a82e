package import Cleanup

/// Which outcomes of a run a list shows.
package struct OutcomeFilter: Hashable, Sendable {
  /// Only with this result.
  package var result: Outcome.Result?
  /// Only of users whose username contains this text, compared by `Username.key`.
  package var text: String?

  /// All outcomes unless told otherwise.
  package init(result: Outcome.Result? = nil, text: String? = nil) {
    self.result = result
    self.text = text
  }
}
