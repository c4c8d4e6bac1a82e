/// How a directory is reached for a rule of the contract.
package struct ContractAccess: Hashable, Sendable {
  /// A secret that is none.
  package static let wrongSecret = "wr0ng-s3cret-of-nobody"

  /// Entries of a page.
  package var pageSize = 3
  /// Whether the secret is the right one, or ``wrongSecret``.
  package var isSecretRight = true
  /// Whether there is a server at all.
  package var isSomebodyThere = true

  /// The usual one, unless told otherwise.
  package init(pageSize: Int = 3, isSecretRight: Bool = true, isSomebodyThere: Bool = true) {
    self.pageSize = pageSize
    self.isSecretRight = isSecretRight
    self.isSomebodyThere = isSomebodyThere
  }
}
