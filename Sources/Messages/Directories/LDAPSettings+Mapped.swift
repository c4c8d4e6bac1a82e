internal import CMessages
package import Cleanup
internal import Protobuf

extension LDAPSettings: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__LDAPSettings> {
    dormouse__v1__ldapsettings__init
  }
  static var blank: LDAPSettings {
    LDAPSettings(host: "", bindName: "", preset: .openLDAP, userBase: "")
  }

  mutating func map(_ c: inout Dormouse__V1__LDAPSettings, _ coder: inout WireCoder) {
    coder.text(&host, &c.host)
    coder.count(&port, &c.port)
    coder.code("security", &security, &c.security, else: .ldaps)
    coder.text(&certificates, &c.certificates)
    coder.text(&bindName, &c.bind_name)
    coder.code("preset", &preset, &c.preset)
    coder.text(&userBase, &c.user_base)
    coder.text(&userFilter, &c.user_filter)
    coder.text(&groupBase, &c.group_base)
    coder.text(&groupFilter, &c.group_filter)
    coder.defaulted("attributes", &attributes, &c.attributes)
    coder.count(&pageSize, &c.page_size, else: Self.defaultPageSize)
    coder.count(&timeLimitSeconds, &c.time_limit_seconds, else: Self.defaultTimeLimitSeconds)
  }
}

extension LDAPSettings.Security: WireCode {
  static let wireOrder: [LDAPSettings.Security] = [.ldaps, .startTLS, .none]
}

extension LDAPPreset: WireCode {
  static let wireOrder: [LDAPPreset] = [.openLDAP, .activeDirectory, .directoryServer389]
}
