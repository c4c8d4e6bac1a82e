package import Cleanup

/// Which verdicts a list shows.
package struct VerdictFilter: Hashable, Sendable {
  /// Only candidates or only kept; nil for both.
  package var isCandidate: Bool?
  /// Only with this reason; nil for all.
  package var reason: Reason?
  /// Only of this directory; nil for all.
  package var directory: String?
  /// Only of users whose username contains this text, casefolded; nil for all.
  package var text: String?

  /// A filter that lets pass what is given.
  package init(
    isCandidate: Bool? = nil, reason: Reason? = nil, directory: String? = nil, text: String? = nil
  ) {
    self.isCandidate = isCandidate
    self.reason = reason
    self.directory = directory
    self.text = text
  }
}
