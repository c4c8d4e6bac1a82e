package import Cleanup

/// Where logins come from: shared by all that one caller tells of with one source, so that a login that
/// waits costs one reference and no texts.
package final class LoginOrigin: Sendable {
  /// Who saw them.
  package let source: String
  /// Who tells of them.
  package let caller: Caller

  /// An origin of logins.
  package init(source: String, caller: Caller) {
    self.source = source
    self.caller = caller
  }
}

extension LoginOrigin: Hashable {
  /// Whether both say the same.
  package static func == (one: LoginOrigin, other: LoginOrigin) -> Bool {
    one === other || one.source == other.source && one.caller == other.caller
  }

  /// Feeds both parts to a hasher.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(source)
    hasher.combine(caller)
  }
}
