internal import Testing

@testable internal import Reach

@Suite("Where settings of tenants may lead")
struct TargetRulesTests {
  @Test("Public addresses are permitted, and no others")
  func addresses() throws {
    let rules = TargetRules()
    for text in ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00::1"] {
      #expect(rules.permits(try #require(NetworkAddress(text))), "\(text)")
    }
    for text in [
      "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
      "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "203.0.113.9",
      "224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
      "::127.0.0.1", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "64:ff9b::a00:1",
      "2002:a00:1::1", "2001::1", "2001:db8::1", "100::1", "fec0::1",
    ] {
      #expect(!rules.permits(try #require(NetworkAddress(text))), "\(text)")
    }
    #expect(rules.permits(try #require(NetworkAddress("::ffff:8.8.8.8"))))
  }

  @Test("An operator allows further ranges")
  func allowed() throws {
    let ranges = try ["127.0.0.0/8", "10.4.0.0/14", "fd00::/8", "192.168.7.7"].map {
      try #require(NetworkRange($0))
    }
    let rules = TargetRules(allowing: ranges)
    for text in ["127.0.0.1", "10.7.255.255", "fd00::9", "192.168.7.7", "::ffff:127.0.0.1"] {
      #expect(rules.permits(try #require(NetworkAddress(text))), "\(text)")
    }
    for text in ["10.8.0.0", "10.3.255.255", "fc00::9", "192.168.7.8", "::1"] {
      #expect(!rules.permits(try #require(NetworkAddress(text))), "\(text)")
    }
    #expect(
      try TargetRules(allowing: [#require(NetworkRange("::/0"))]).permits(
        #require(NetworkAddress("::1"))))
  }

  @Test("What is no range is not read as one")
  func ranges() {
    for text in [
      "", "/", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.1/8", "10.0.0/8", "::/129",
      "10.0.0.0/8/8", "localhost", "fd00::1/8", "10.0.0.0/+8", "10.0.0.0/ 8", "010.0.0.0/8",
    ] {
      #expect(NetworkRange(text) == nil, "\(text)")
    }
    for text in ["0.0.0.0/0", "10.0.0.0/8", "10.0.0.1", "::1", "::1/128", "fd00::/8"] {
      #expect(NetworkRange(text) != nil, "\(text)")
    }
  }
}
