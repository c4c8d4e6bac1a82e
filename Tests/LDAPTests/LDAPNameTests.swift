internal import TestSupport
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

  @Test("A plain name has the same key without being taken apart")
  func plainNames() {
    let plain = ["uid=Ann.Lee_1,ou=people,dc=Acme", "CN=Ann Lee,dc=x", "mail=a-b@c.example,dc=x"]
    for name in plain {
      let key = LDAPName.plainKey(name)
      #expect(key != nil && key == LDAPName.parsedKey(name), "\(name)")
    }
    var generator = SeededGenerator(seed: 11)
    let pieces = [
      "a", "Z", "9", "=", ",", " ", "-", ".", "_", "@", "\\2c", "+", "\"", "#", ";", "ä",
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...12, using: &generator)
      let name =
        "cn=" + (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      guard let key = LDAPName.plainKey(name) else { continue }
      #expect(key == LDAPName.parsedKey(name), "\(name.debugDescription)")
    }
  }
}
