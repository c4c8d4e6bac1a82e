internal import CMessages
package import Cleanup
internal import Protobuf

/// The policy as stored, and what looks like a mistake in it.
package struct ConfigureResponse: WireMessage, Hashable {
  /// The policy as stored, or as it would be.
  package var policy: StoredPolicy
  /// What is allowed but looks like a mistake: the path of the field and one sentence.
  package var warnings: [FieldViolation]

  /// A policy with its warnings.
  package init(policy: StoredPolicy, warnings: [FieldViolation] = []) {
    self.policy = policy
    self.warnings = warnings
  }
}

extension ConfigureResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ConfigureResponse> {
    dormouse__v1__configure_response__init
  }
  static var blank: ConfigureResponse { ConfigureResponse(policy: .blank) }

  mutating func map(_ c: inout Dormouse__V1__ConfigureResponse, _ coder: inout WireCoder) {
    coder.message("policy", &policy, &c.policy)
    var list = warnings.map(PolicyWarning.init)
    coder.list("warnings", &list, &c.warnings, &c.n_warnings)
    warnings = list.map(\.warning)
  }
}

/// A warning as the protos have it.
private struct PolicyWarning: WireMessage {
  var warning: FieldViolation
}

extension PolicyWarning: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__PolicyWarning> {
    dormouse__v1__policy_warning__init
  }
  static var blank: PolicyWarning {
    PolicyWarning(warning: FieldViolation(field: "", description: ""))
  }

  mutating func map(_ c: inout Dormouse__V1__PolicyWarning, _ coder: inout WireCoder) {
    coder.text(&warning.field, &c.field)
    coder.text(&warning.description, &c.message)
  }
}
