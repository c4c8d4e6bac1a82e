internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks that the policy be set.
package struct ConfigureRequest: WireMessage, Hashable {
  /// The new settings; of a change, those that ``updateMask`` names.
  package var policy: Policy
  /// Fields that change; nil when the request has no mask, which means all.
  package var updateMask: [PolicyField]?
  /// The etag of the policy that was read; empty skips the check.
  package var etag = ""
  /// Checks everything but stores nothing.
  package var isValidateOnly = false
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  /// Sets a policy as a whole, or the fields that a mask names.
  package init(policy: Policy, updateMask: [PolicyField]? = nil) {
    self.policy = policy
    self.updateMask = updateMask
  }
}

extension ConfigureRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ConfigureRequest> {
    dormouse__v1__configure_request__init
  }
  static var blank: ConfigureRequest { ConfigureRequest(policy: StoredPolicy.blank.policy) }

  mutating func map(_ c: inout Dormouse__V1__ConfigureRequest, _ coder: inout WireCoder) {
    mapMask(&c, &coder)
    var stored = StoredPolicy.blank
    stored.policy = policy
    coder.message("policy", &stored, &c.policy)
    policy = stored.policy
    if let updateMask, !updateMask.contains(.action), !updateMask.contains(.group) {
      // Fields that the mask leaves out may hold anything; these two could hold nothing right.
      coder.forgive(["policy.action", "policy.group"])
    }
    coder.text(&etag, &c.etag)
    // The policy may be given back as it was read, with its etag in it.
    if coder.isReading, etag.isEmpty { etag = stored.etag }
    coder.flag(&isValidateOnly, &c.validate_only)
    coder.text(&requestID, &c.request_id)
  }

  private mutating func mapMask(
    _ c: inout Dormouse__V1__ConfigureRequest, _ coder: inout WireCoder
  ) {
    var paths = updateMask?.map(\.rawValue)
    coder.mask(&paths, &c.update_mask)
    guard coder.isReading else { return }
    updateMask = paths.map { _ in [] }
    for (index, path) in (paths ?? []).enumerated() {
      if let field = PolicyField(rawValue: path) {
        updateMask?.append(field)
      } else {
        coder.refuse("update_mask.paths[\(index)]", "is no field of a policy that can be set")
      }
    }
  }
}
