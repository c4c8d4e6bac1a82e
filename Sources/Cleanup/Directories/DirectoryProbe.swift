/// What was found out of a directory without changing anything in it.
package struct DirectoryProbe: Hashable, Sendable {
  /// Something that was tried.
  package struct Check: Hashable, Sendable {
    /// What: a few words, such as `reads users`.
    package var name: String
    /// Whether it is as it should be.
    package var isOK: Bool
    /// What was seen, and what to do where it is not as it should be; a sentence for people.
    package var finding: String

    /// A check and what came of it.
    package init(_ name: String, isOK: Bool, finding: String) {
      self.name = name
      self.isOK = isOK
      self.finding = finding
    }
  }

  /// What the server says that it is; empty when it does not say.
  package var product: String
  /// What it can do, as tried.
  package var capabilities: DirectoryCapabilities
  /// Everything that was tried, in order.
  package var checks: [Check]

  /// A probe.
  package init(product: String, capabilities: DirectoryCapabilities, checks: [Check]) {
    self.product = product
    self.capabilities = capabilities
    self.checks = checks
  }
}
