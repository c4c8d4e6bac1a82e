/// A search (RFC 4511, section 4.5).
package struct LDAPSearch: Hashable, Sendable {
  /// How far below its base a search looks.
  package enum Scope: Hashable, Sendable {
    /// The base itself.
    case base
    /// What lies right below.
    case oneLevel
    /// The base and all that lies below.
    case subtree
  }

  /// Distinguished name of the entry where it begins; empty for the server's own.
  package var base: String
  /// How far it looks.
  package var scope: Scope
  /// What it finds.
  package var filter: LDAPFilter
  /// The attributes that are answered.
  package var attributes: [String]
  /// Entries of a page (RFC 2696); nil asks for all at once.
  package var pageSize: Int?
  /// Whether the server is asked for the next page as soon as one has come, so that it works while that one is
  /// looked at. For searches that nothing else is asked between two pages of.
  package var asksAhead: Bool

  /// A search.
  package init(
    base: String, scope: Scope = .subtree, filter: LDAPFilter, attributes: [String],
    pageSize: Int? = nil, asksAhead: Bool = false
  ) {
    self.base = base
    self.scope = scope
    self.filter = filter
    self.attributes = attributes
    self.pageSize = pageSize
    self.asksAhead = asksAhead
  }

  /// One entry by its name.
  package static func entry(_ name: String, attributes: [String]) -> LDAPSearch {
    LDAPSearch(
      base: name, scope: .base, filter: .present("objectClass"), attributes: attributes)
  }
}
