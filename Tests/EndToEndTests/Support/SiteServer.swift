internal import DirectoryServers

/// A real LDAP server of some kind with people in it, and how they are written there.
///
/// Below ``base`` people are in `ou=people`, and groups in `ou=groups`: `seats`, in which everybody is, and
/// `inner`, which is in `seats` and has no people.
protocol SiteServer: Sendable {
  /// What the command line calls its kind.
  var preset: String { get }
  /// Its port without encryption.
  var port: Int { get }
  /// The tools of its administrator.
  var tools: LDAPTools { get }
  /// Who may do what Dormouse needs.
  var service: (name: String, password: String) { get }
  /// Below what everything is.
  var base: String { get }
  /// The attribute with login names, as the server spells it.
  var usernames: String { get }
  /// The class of groups.
  var groupClass: String { get }
  /// Who is closed, as a filter.
  var closed: String { get }
  /// The attributes that show everything.
  var attributes: [String] { get }
  /// Attributes that the server moves by itself with each change.
  var restless: Set<String> { get }

  /// The name of somebody's entry.
  func name(of user: String) -> String

  /// The lines of somebody's entry as they are when the account was closed.
  func closing(_ lines: [String]) -> [String]
}
