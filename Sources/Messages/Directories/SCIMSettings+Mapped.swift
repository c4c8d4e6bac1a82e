internal import CMessages
package import Cleanup
internal import Protobuf

extension SCIMSettings: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__SCIMSettings> {
    dormouse__v1__scimsettings__init
  }
  static var blank: SCIMSettings { SCIMSettings(baseURL: "") }

  mutating func map(_ c: inout Dormouse__V1__SCIMSettings, _ coder: inout WireCoder) {
    coder.text(&baseURL, &c.base_url)
    coder.text(&certificates, &c.certificates)
    var credentials = SCIMClientCredentials(authentication)
    coder.message("client_credentials", &credentials, &c.client_credentials)
    authentication = credentials?.authentication ?? .bearer
    coder.text(&userFilter, &c.user_filter)
    var skipsGroups = !listsGroups
    coder.flag(&skipsGroups, &c.without_groups)
    listsGroups = !skipsGroups
    coder.text(&lastLoginAttribute, &c.last_login_attribute)
    coder.count(&pageSize, &c.page_size, else: Self.defaultPageSize)
    coder.count(&timeLimitSeconds, &c.time_limit_seconds, else: Self.defaultTimeLimitSeconds)
    coder.count(&requestsPerMinute, &c.requests_per_minute)
  }
}
