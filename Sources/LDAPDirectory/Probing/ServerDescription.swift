internal import LDAP

/// What a server says of itself in its root entry (RFC 4512, section 5.1).
struct ServerDescription: Hashable, Sendable {
  /// Most characters of a product's name.
  static let maxProductCharacters = 128
  /// What is asked of the root entry. Most of it comes only when it is named.
  static let attributes = [
    "objectClass", "vendorName", "vendorVersion", "supportedControl", "supportedCapabilities",
    "subschemaSubentry",
  ]

  private static let pagedResults = "1.2.840.113556.1.4.319"
  private static let activeDirectory = "1.2.840.113556.1.4.800"

  /// What it is; empty when it does not say.
  let product: String
  /// Whether it answers by pages; true when it does not say.
  let hasPages: Bool
  /// The entry that holds its schema; nil when it does not say.
  let schemaEntry: String?

  init(_ root: LDAPEntry?) {
    let controls = root?.texts(of: "supportedControl") ?? []
    hasPages = controls.isEmpty || controls.contains(Self.pagedResults)
    schemaEntry = root?.text(of: "subschemaSubentry")
    product = root.map(Self.product) ?? ""
  }

  private static func product(_ root: LDAPEntry) -> String {
    var words = ["vendorName", "vendorVersion"].compactMap { root.text(of: $0) }
    if words.isEmpty {
      let classes = root.texts(of: "objectClass") ?? []
      if classes.contains("OpenLDAProotDSE") { words = ["OpenLDAP"] }
      let abilities = root.texts(of: "supportedCapabilities") ?? []
      if abilities.contains(activeDirectory) { words = ["Active Directory"] }
    }
    let printable = words.joined(separator: " ").unicodeScalars
      .filter { $0.properties.generalCategory != .control }
    return String(String(String.UnicodeScalarView(printable)).prefix(maxProductCharacters))
  }
}
