/// A page of what a search found.
package struct LDAPPage: Hashable, Sendable {
  /// The entries, in the server's order.
  package let entries: [LDAPEntry]
  /// What to ask for the next page with; nil after the last.
  package let next: LDAPCookie?
}
