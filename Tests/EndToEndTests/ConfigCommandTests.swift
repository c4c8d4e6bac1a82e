internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Settings in files, end to end")
struct ConfigCommandTests {
  private static let everything = """
    tenants:
    - tenant: acme
      display_name: Acme
      policy:
        action: REMOVE_FROM_GROUP
        group: members
        inactive_after_days: 120
        scope: {directories: [users], groups: [members]}
        exceptions:
          groups: [members]
          directories: [users]
          users:
          - directory: users
            external_id: id-0
          - username: awake-0
          username_patterns: ["*-bot", 'svc-?', "null"]
        clean_never_logged_in_after_days: 30
        minimum_account_age_days: 10
        grace_after_reactivation_days: 0
        counted_signals: [SSO_LOGIN, IMPORT]
        safety_limits: {max_percent: 0, max_users: 7}
        protection: {admin_groups: [members], min_admins: 2}
        calendar:
          time_zone: Europe/Oslo
          pauses:
          - {first_date: "2027-07-01", last_date: "2027-07-31", name: "Fellesferie: all of July"}
          uncounted:
          - first_date: "2027-12-24"
        analysis_ttl_hours: 48
      schedule:
        enabled: true
        months: {every: 2, month_days: [1, 15, last], time: "03:30"}
        time_zone: America/New_York
        start_time: 2027-01-01T00:00:00Z
        catch_up: DROP
        first_analysis_only: true
      provisioning:
        directories:
        - directory: users
          create_users: true
          update_users: true
          activate_users: false
          default_groups: [members]
          attributes:
          - {claim: mail, attribute: EMAIL}
          - {claim: name, attribute: DISPLAY_NAME}
          groups:
          - {claim: roles, value: "on", group: members, remove_when_gone: true}
        seat_limit: 100
        allow_admin_groups: true
        max_creations_per_day: 5
        identity_providers:
        - issuer: https://id.example.org/realms/acme
          audiences: [gateway, portal]
          algorithms: [ES256, EDDSA]
          user_claim: email
          directory: users
          clock_skew_seconds: 0
        - issuer: https://login.example.net
          audiences: [gateway]

    """

  @Test("Every setting goes into a tenant and comes out of it as it was")
  func roundTrip() async throws {
    let (installation, file) = try await installation(Self.everything)
    let admin = installation.admin
    let shown = try await admin.succeed("config", "apply", file, "--yes")
    #expect(shown.contains("+ policy.safety_limits.max_percent: 0"))
    #expect(shown.contains("+ schedule.months.month_days: [1, 15, \"last\"]"))
    #expect(try await admin.run("config", "apply", file).errors.contains("Nothing to do"))
    let exported = try await installation.fleet.succeed("config", "export", "--all")
    for word in ["Fellesferie: all of July", "\"*-bot\"", "\"null\"", "\"on\"", "catch_up: DROP"] {
      #expect(exported.contains(word), "\(exported)")
    }
    let copy = try installation.folder.write("copy.yaml", exported)
    #expect(try await admin.run("config", "apply", copy, "--check").status == 0)
    // The same settings, from a file, in a tenant that is not there yet.
    try await installation.admin.succeed("config", "export")
    let other = try installation.folder.write(
      "other.yaml",
      """
      tenant: other
      schedule: {enabled: false, weeks: {every: 1, weekdays: [monday, sunday], time: "23:59"}}
      ---
      - tenant: third
        schedule: {enabled: true, cron: 30 */2 * * *}
        policy: {action: DEACTIVATE, inactive_after_days: 3650}

      """)
    try await installation.fleet.succeed("config", "apply", other, "--yes")
    #expect(
      try await installation.fleet.run("config", "apply", other, copy).errors
        .contains("Nothing to do"))
    let again = try await installation.fleet.succeed("config", "export", "other", "third")
    #expect(again.contains("cron: \"30 */2 * * *\"") && again.contains("- sunday"))
  }

  @Test("Drift is shown with old and new, and a check changes nothing")
  func drift() async throws {
    let (installation, file) = try await installation(Self.everything)
    let admin = installation.admin
    try await admin.succeed("config", "apply", file, "--yes")
    try await admin.succeed("configure", "--max-users", "9", "--clear", "exceptions.directories")
    try await admin.succeed("identity-provider", "remove", "https://login.example.net")
    let before = try await admin.succeed("config", "show", "--output", "json")
    let check = try await admin.fail(1, "1 tenant", "config", "apply", file, "--check")
    #expect(check.output.contains("~ policy.safety_limits.max_users: 9 → 7"))
    #expect(check.output.contains("+ policy.exceptions.directories: [\"users\"]"))
    #expect(check.output.contains("~ provisioning.identity_providers: "))
    #expect(!check.output.contains("schedule"))
    try await admin.fail(3, "--yes", "config", "apply", file)
    #expect(try await admin.succeed("config", "show", "--output", "json") == before)
    try await admin.succeed("config", "apply", file, "--yes")
    #expect(try await admin.run("config", "apply", file, "--check").status == 0)
    #expect(
      try await admin.succeed("identity-provider", "show").contains("https://login.example.net"))
  }

  @Test("Identity providers that were set by hand are exported, and stay as they were")
  func identityProviders() async throws {
    let (installation, _) = try await installation(Self.everything)
    let admin = installation.admin
    try await admin.succeed(
      "identity-provider", "set", "https://id.example.org", "--audience", "gateway",
      "--algorithm", "es256", "--user-claim", "email", "--directory", "users", "--clock-skew", "5")
    let exported = try await admin.succeed("config", "export")
    #expect(exported.contains("issuer: \"https://id.example.org\""), "\(exported)")
    let file = try installation.folder.write("export.yaml", exported)
    #expect(try await admin.run("config", "apply", file, "--yes").errors.contains("Nothing to do"))
    #expect(try await admin.succeed("identity-provider", "show").contains("https://id.example.org"))
  }

  @Test("One wrong file, and nothing is done; each mistake is named by file, line and key")
  func mistakes() async throws {
    let (installation, good) = try await installation(Self.everything)
    let bad = try installation.folder.write(
      "bad.yaml",
      """
      - tenant: acme
        polcy: {}
        policy:
          action: DEACTIVTE
          inactive_after_days: ninety
          inactive_after_day: 3
          safety_limits: {max_percent: yes}
          exceptions: {groups: members}
      - tenant: Not A Name
        schedule: {enabled: true, days: {every: 0}, hours: {every: 1}}
        provisioning:
          directories: [{directory: users, attributes: [{claim: a}]}]
          identity_providers:
          - {issuer: "http://id.example.org", audiences: [a], algorithms: [ES265]}

      """)
    let failed = try await installation.admin.fail(
      2, "Nothing was changed", "config", "apply", good, bad, "--yes")
    for text in [
      "bad.yaml:2: polcy: is no key here; did you mean \"policy\"?",
      "bad.yaml:4: policy.action: must be DEACTIVATE, REMOVE_FROM_GROUP; did you mean \"DEACTIVATE\"",
      "bad.yaml:5: policy.inactive_after_days: must be a whole number",
      "bad.yaml:6: policy.inactive_after_day: is no key here",
      "bad.yaml:7: policy.safety_limits.max_percent: must be a whole number",
      "bad.yaml:8: policy.exceptions.groups: must be a list",
      "bad.yaml:9: tenant: must be 1 to 63",
      "bad.yaml:10: schedule: needs one of hours",
      "bad.yaml:12: provisioning.directories[0].attributes[0]: needs attribute",
      "bad.yaml:14: provisioning.identity_providers[0].issuer: must begin with https://",
      "bad.yaml:14: provisioning.identity_providers[0].algorithms: \"ES265\" is none of RS256",
      "bad.yaml:1: tenant: \"acme\" stands at",
    ] {
      #expect(failed.errors.contains(text), "\(text) is not in \(failed.errors)")
    }
    try await installation.admin.fail(4, "policy", "config", "show")
  }

  @Test(
    "Files that are no settings are refused, whatever they expand to",
    arguments: [
      ("a: &a [1]\nb: [*a, *a]", "anchor"), ("tenant: !!python/object x", "tag"),
      ("- &x {tenant: acme}\n- *x", "anchor"), ("tenant: acme\ntenant: acme", "twice"),
      ("tenant: [", "no YAML"), ("tenant: \"\\q\"", "no YAML"), ("just text", "keys and values"),
      ("tenants: {}", "list"), ("tenant: acme\npolicy: 3", "keys and values"),
      ("tenant: ~", "text"), ("tenant: acme\ndisplay_name: Other", "cannot be changed"),
      (String(repeating: "[", count: 3000), "no YAML"),
      (String(repeating: "# padding\n", count: 500_000), "more than"),
    ])
  func refused(_ text: String, _ reason: String) async throws {
    let (installation, file) = try await installation(text)
    try await installation.fleet.fail(2, reason, "config", "apply", file, "--yes")
  }

  @Test("What only the server knows is asked before anything is done")
  func serverSide() async throws {
    let (installation, file) = try await installation(
      """
      tenant: acme
      schedule: {enabled: true, hours: {every: 3}}
      policy:
        action: DEACTIVATE
        inactive_after_days: 30
        scope:
          directories: [nowhere]

      """)
    try await installation.admin.fail(
      2, "settings.yaml:7: policy.scope.directories[0]:", "config", "apply", file, "--yes")
    try await installation.admin.fail(4, "schedule", "schedule", "show")
  }

  @Test("Names that a new tenant cannot have are refused before anything is done")
  func newTenant() async throws {
    let (installation, file) = try await installation(
      """
      - tenant: acme
        policy: {action: DEACTIVATE, inactive_after_days: 30}
      - tenant: newcomer
        policy:
          action: REMOVE_FROM_GROUP
          group: seats
          inactive_after_days: 30
          scope: {directories: [ldap]}
          exceptions: {users: [{directory: ldap, username: root}, {username: ann}]}
        provisioning:
          directories: [{directory: ldap, create_users: true}]

      """)
    for check in ["--yes", "--check"] {
      let failed = try await installation.fleet.fail(
        2, "Nothing was changed", "config", "apply", file, check)
      for text in [
        "settings.yaml:6: policy.group: ", "settings.yaml:8: policy.scope.directories[0]: ",
        "settings.yaml:9: policy.exceptions.users[0].directory: ",
        "settings.yaml:11: provisioning.directories[0].directory: ", "new tenant has no",
      ] {
        #expect(failed.errors.contains(text), "\(text) is not in \(failed.errors)")
      }
      #expect(!failed.errors.contains("users[1]"))
    }
    try await installation.admin.fail(4, "policy", "config", "show")
    let tenants = try await installation.fleet.succeed("tenant", "list")
    #expect(!tenants.contains("newcomer"))
  }

  @Test("When a call fails, what was done and what was not is said")
  func partialFailure() async throws {
    // Where tenants may not lead the server, it says only of a tenant that is there.
    let (installation, file) = try await installation(
      """
      - tenant: acme
        policy: {action: DEACTIVATE, inactive_after_days: 30}
      - tenant: new
        provisioning: {identity_providers: [{issuer: "https://10.0.0.1", audiences: [gateway]}]}
        schedule: {enabled: true, hours: {every: 3}}

      """)
    let failed = try await installation.fleet.fail(
      2, "2 of 4 changes were applied; then new: provisioning failed", "config", "apply", file,
      "--yes")
    #expect(failed.errors.contains("applied      acme: policy"))
    #expect(failed.errors.contains("applied      new: tenant"))
    #expect(failed.errors.contains("FAILED       new: provisioning"))
    #expect(failed.errors.contains("not applied  new: schedule"))
  }

  private func installation(_ settings: String) async throws -> (Installation, String) {
    let installation = try await Installation()
    try await installation.importUsers(asleep: 1, awake: 2)
    return (installation, try installation.folder.write("settings.yaml", settings))
  }
}
