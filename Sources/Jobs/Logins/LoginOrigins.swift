package import Cleanup

/// The origins of the logins that one caller tells of, one behind the other, which most often is one.
package struct LoginOrigins {
  private let caller: Caller
  private var last: LoginOrigin

  /// Origins of a caller's logins.
  package init(of caller: Caller) {
    self.caller = caller
    last = LoginOrigin(source: caller.tokenName, caller: caller)
  }

  /// The origin of a report that names its source, or leaves it empty.
  package mutating func origin(named name: String) -> LoginOrigin {
    let source = name.isEmpty ? caller.tokenName : name
    if last.source != source { last = LoginOrigin(source: source, caller: caller) }
    return last
  }
}
