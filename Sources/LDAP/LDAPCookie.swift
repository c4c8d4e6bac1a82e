/// Where a server stands in a search that it answers by pages (RFC 2696): bytes that mean something to it
/// alone, and only on the connection on which it gave them.
package struct LDAPCookie: Hashable, Sendable {
  let bytes: [UInt8]
}
