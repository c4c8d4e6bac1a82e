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

  /// The origin of a report that names its source, or does not.
  package mutating func origin(of report: LoginReport) -> LoginOrigin {
    let source = report.source.isEmpty ? caller.tokenName : report.source
    if last.source != source { last = LoginOrigin(source: source, caller: caller) }
    return last
  }
}
