internal import Cleanup
internal import Directories
internal import LDAP

extension LDAPDirectory {
  /// Connects, and says who asks.
  func open() async throws(DirectoryError) -> LDAPSession {
    let server = try settings.server
    if password.isEmpty {
      throw DirectoryError(.invalidSettings, "The password of bind_name is missing: set it.")
    }
    let connection: LDAPConnection
    do throws(LDAPError) {
      connection = try await LDAPConnection.open(server, where: rules)
    } catch {
      throw DirectoryError(error, while: .connecting)
    }
    do throws(LDAPError) {
      try await connection.bind(name: settings.bindName, password: password)
    } catch {
      throw DirectoryError(error, while: .authenticating)
    }
    return LDAPSession(connection)
  }
}
