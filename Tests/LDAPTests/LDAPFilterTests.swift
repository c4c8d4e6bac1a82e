internal import Testing

@testable internal import LDAP

@Suite("Search filters")
struct LDAPFilterTests {
  static let accepted = [
    "(uid=*)", "(&(objectClass=person)(!(uid=a*b)))", "(cn=a\\29)",
    "(userAccountControl:1.2.840.113556.1.4.803:=2)", "(|(a>=1)(b<=2)(c~=3))",
    "(cn=)", "(cn:=a)", "(cn:dn:=a)", "(ou:dn:2.4.6:=a)", "(:caseExactMatch:=a)",
    "(& (a=1) (b=2) )", "(!(cn;lang-de=ä))",
  ]

  @Test("What is a filter is taken as it is", arguments: accepted)
  func filters(text: String) {
    #expect(LDAPFilter(parsing: text)?.description == text)
  }

  @Test(
    "What is no filter is none",
    arguments: [
      "", "uid=a", "(uid=a", "(uid=a))", "(uid=a)(uid=b)", "(&(uid=a)", "()", "(uid)",
      "(uid=a\0)", "(uid=\\zz)",
      "(:=a)", "(:dn:=a)", "(a>1)", "(a>=*)", "(!(a=1)(b=2))", "(&)", "(a b=1)", "( a=1)",
      "(cn=\(String(repeating: "a", count: 5000)))",
    ])
  func nonsense(text: String) {
    #expect(LDAPFilter(parsing: text) == nil)
  }

  @Test("Filters inside of filters are taken as deep as anybody needs")
  func depth() {
    func filter(_ depth: Int) -> String {
      String(repeating: "(!", count: depth - 1) + "(a=1)" + String(repeating: ")", count: depth - 1)
    }
    #expect(LDAPFilter(parsing: filter(64)) != nil)
    #expect(LDAPFilter(parsing: filter(65)) == nil)
  }

  @Test("Values are escaped, so that none of them means anything")
  func escaping() {
    #expect(
      LDAPFilter.equal("cn", "a*(b)\\\0ä").description == "(cn=a\\2a\\28b\\29\\5c\\00\\c3\\a4)")
    let both = LDAPFilter.all([.present("a"), .any([.equal("b", "1"), .equal("b", "2")])])
    #expect(both.description == "(&(a=*)(|(b=1)(b=2)))")
    #expect(LDAPFilter(parsing: both.description) == both)
  }
}
