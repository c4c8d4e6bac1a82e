internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks that provisioning be set.
package struct ConfigureProvisioningRequest: DefaultedMessage {
  /// The new settings; of a change, those that ``updateMask`` names.
  package var provisioning = Provisioning()
  /// Fields that change; nil when the request has no mask, which means all.
  package var updateMask: [ProvisioningField]?
  /// The etag of the settings that were read; empty skips the check.
  package var etag = ""
  /// Checks everything but stores nothing.
  package var isValidateOnly = false
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  package init() {}
}

extension ConfigureProvisioningRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ConfigureProvisioningRequest> {
    dormouse__v1__configure_provisioning_request__init
  }

  mutating func map(
    _ c: inout Dormouse__V1__ConfigureProvisioningRequest, _ coder: inout WireCoder
  ) {
    var stored = StoredProvisioning(provisioning: provisioning)
    coder.message("provisioning", &stored, &c.provisioning)
    provisioning = stored.provisioning
    mapMask(&c, &coder)
    coder.text(&etag, &c.etag)
    // The settings may be given back as they were read, with their etag in them.
    if coder.isReading, etag.isEmpty { etag = stored.etag }
    coder.flag(&isValidateOnly, &c.validate_only)
    coder.text(&requestID, &c.request_id)
  }

  private mutating func mapMask(
    _ c: inout Dormouse__V1__ConfigureProvisioningRequest, _ coder: inout WireCoder
  ) {
    var paths = updateMask?.map(\.rawValue)
    coder.mask(&paths, &c.update_mask)
    guard coder.isReading else { return }
    updateMask = paths.map { _ in [] }
    for (index, path) in (paths ?? []).enumerated() {
      if let field = ProvisioningField(rawValue: path) {
        updateMask?.append(field)
      } else {
        coder.refuse("update_mask.paths[\(index)]", "is no field of provisioning that can be set")
      }
    }
  }
}
