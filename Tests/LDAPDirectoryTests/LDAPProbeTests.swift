internal import Cleanup
internal import Directories
internal import DirectoryServers
internal import TestSupport
internal import Testing

@testable internal import LDAPDirectory

@Suite("Probes of LDAP directories")
struct LDAPProbeTests {
  @Test("A probe says what a server is, and what can be done with it")
  func good() async throws {
    let slapd = try await Slapd(
      ldif: Slapd.people(["ann", "bob"]) + Slapd.group("crew", [Slapd.person("ann")])
        + Slapd.group("staff", ["cn=crew,ou=groups,\(Slapd.base)"]))
    try await slapd.logIn("ann")
    let before = try await slapd.search("(!(uid=svc))", ["*", "modifyTimestamp"])
    let probe = try await slapd.directory().probe()
    #expect(probe.product == "OpenLDAP")
    #expect(
      probe.capabilities
        == DirectoryCapabilities(
          deactivate: true, editGroups: true, createUsers: true, reportActivity: true,
          nestedGroups: true))
    #expect(probe.checks.allSatisfy { $0.isOK }, "\(probe.checks.filter { !$0.isOK })")
    #expect(probe.checks.allSatisfy { $0.finding.hasSuffix(".") })
    #expect(Set(probe.checks.map(\.name)).count == probe.checks.count)
    #expect(finding(probe, "nests groups")?.finding.contains("is a member of another") == true)
    #expect(try await slapd.search("(!(uid=svc))", ["*", "modifyTimestamp"]) == before)
  }

  @Test("What is missing is said check by check")
  func missing() async throws {
    let slapd = try await Slapd(keepsLogins: false)
    let nobody = try await slapd.directory {
      $0.userFilter = "(uid=nobody)"
      $0.groupBase = "ou=none,\(Slapd.base)"
    }.probe()
    #expect(finding(nobody, "reads users")?.isOK == false)
    #expect(finding(nobody, "reads users")?.finding.contains("user_filter") == true)
    #expect(finding(nobody, "reads groups")?.finding.contains("group_base") == true)
    #expect(finding(nobody, "knows last logins")?.finding.contains("lastbind") == true)
    #expect(!nobody.capabilities.reportActivity && !nobody.capabilities.editGroups)
    let base = try await slapd.directory { $0.userBase = "ou=none,\(Slapd.base)" }.probe()
    #expect(finding(base, "reads users")?.finding.contains("user_base") == true)
    let none = try await slapd.directory { $0.groupBase = "" }.probe()
    #expect(finding(none, "reads groups")?.isOK == true && !none.capabilities.nestedGroups)
    let other = try await slapd.directory { $0.preset = .directoryServer389 }.probe()
    #expect(finding(other, "reads users")?.finding.contains("nsUniqueId") == true)
  }

  private func finding(_ probe: DirectoryProbe, _ name: String) -> DirectoryProbe.Check? {
    probe.checks.first { $0.name == name }
  }
}
