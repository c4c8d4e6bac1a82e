/// Somebody of the population.
package struct ContractPerson: Hashable, Sendable {
  /// What tests call the person: small letters and digits.
  package var key: String
  /// A name that may hold anything.
  package var name: String
  /// The e-mail address.
  package var email: String { "\(key)@acme.test" }
  /// The password, where people have one.
  package var password: String { "Passw0rd.\(key)" }

  /// Somebody by a name that is the key unless told otherwise.
  package init(_ key: String, name: String? = nil) {
    self.key = key
    self.name = name ?? key
  }
}
