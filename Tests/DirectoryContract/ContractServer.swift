package import Directories

/// A server that a connector is held against. It is filled and changed by other means than the connector.
package protocol ContractServer: Sendable {
  /// What it is like.
  var traits: ContractTraits { get }

  /// Fills it; whatever it held before is gone.
  func fill(_ population: Population) async throws

  /// The directory that it is, reached in some way.
  func directory(_ access: ContractAccess) async throws -> any WritableDirectory

  /// The login name that somebody has in it.
  func username(of person: ContractPerson) -> String

  /// Lets somebody log in with a password; whether that was let in. Nil where nobody can log in.
  func logIn(_ person: ContractPerson, password: String) async throws -> Bool?

  /// Gives somebody another name, and another place where there are such.
  func rename(_ person: ContractPerson) async throws

  /// Deletes somebody.
  func delete(_ person: ContractPerson) async throws

  /// Deletes a group.
  func delete(group: String) async throws

  /// Everything that it holds of people and groups, with when it was changed last.
  func contents() async throws -> String
}
