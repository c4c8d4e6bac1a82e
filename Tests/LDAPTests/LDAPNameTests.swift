internal import Testing

@testable internal import LDAP

@Suite("Distinguished names")
struct LDAPNameTests {
  @Test(
    "However a name is written, it has one key",
    arguments: [
      ["cn=Zoë Über,dc=acme", "CN=zoë über, DC=Acme", "cn=Zo\\C3\\AB \\C3\\9Cber,dc=acme"],
      ["cn=a\\,b,dc=x", "cn=a\\2Cb,dc=x", "CN = a\\2cB , dc = x"],
      ["cn=a+uid=b,dc=x", "uid=B+cn=A,dc=x"],
      ["", " "],
    ])
  func keys(names: [String]) {
    let keys = Set(names.map { LDAPName.key($0) })
    #expect(keys.count == 1 && !keys.contains(nil), "\(keys)")
  }

  @Test("Other names have other keys, and what is no name has none")
  func others() {
    #expect(LDAPName.key("cn=a,dc=x") != LDAPName.key("cn=b,dc=x"))
    #expect(LDAPName.key("cn=a,dc=x") != LDAPName.key("cn=a\\,dc=x"))
    for text in ["a", "cn", "=a", "cn=a\0b", "cn=a,,", String(repeating: "cn=a,", count: 1000)] {
      #expect(LDAPName.key(text) == nil, "\(text.debugDescription)")
    }
  }

  @Test(
    "A value that is escaped comes out of a name as it was",
    arguments: ["a", " a ", "a,b+c", "#1", "\\", "\"", "a=b", "<>;", "ä", " "])
  func escaping(value: String) throws {
    let name = "cn=\(LDAPName.escaped(value)),dc=x"
    let key = try #require(LDAPName.key(name))
    #expect(key.hasSuffix(",dc=x") && LDAPName.key(key) == key)
    #expect(LDAPName.key("cn=\(LDAPName.escaped(value + "y")),dc=x") != key)
  }
}
