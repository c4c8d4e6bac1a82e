internal import CMessages
package import Cleanup
internal import Protobuf

extension DirectoryProvisioning: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__DirectoryProvisioning> {
    dormouse__v1__directory_provisioning__init
  }
  static var blank: DirectoryProvisioning { DirectoryProvisioning(directory: "") }

  mutating func map(_ c: inout Dormouse__V1__DirectoryProvisioning, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
    coder.flag(&createsUsers, &c.create_users)
    coder.flag(&updatesUsers, &c.update_users)
    coder.wrapped(&activatesUsers, &c.activate_users)
    coder.texts(&defaultGroups, &c.default_groups, &c.n_default_groups)
    coder.list("attributes", &attributes, &c.attributes, &c.n_attributes)
    coder.list("groups", &groups, &c.groups, &c.n_groups)
  }
}

extension DirectoryProvisioning.AttributeMapping: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__AttributeMapping> {
    dormouse__v1__attribute_mapping__init
  }
  static var blank: DirectoryProvisioning.AttributeMapping {
    DirectoryProvisioning.AttributeMapping(claim: "", attribute: .displayName)
  }

  mutating func map(_ c: inout Dormouse__V1__AttributeMapping, _ coder: inout WireCoder) {
    coder.text(&claim, &c.claim)
    coder.code("attribute", &attribute, &c.attribute)
  }
}

extension DirectoryProvisioning.GroupMapping: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__GroupMapping> {
    dormouse__v1__group_mapping__init
  }
  static var blank: DirectoryProvisioning.GroupMapping {
    DirectoryProvisioning.GroupMapping(claim: "", value: "", group: "")
  }

  mutating func map(_ c: inout Dormouse__V1__GroupMapping, _ coder: inout WireCoder) {
    coder.text(&claim, &c.claim)
    coder.text(&value, &c.value)
    coder.text(&group, &c.group)
    coder.flag(&isRemovedWhenGone, &c.remove_when_gone)
  }
}

extension DirectoryProvisioning.Attribute: WireCode {
  static let wireOrder: [DirectoryProvisioning.Attribute] = [.displayName, .email, .externalID]
}
