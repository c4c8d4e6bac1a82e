internal import Testing
internal import Web

@Suite("URLs taken apart")
struct WebTargetTests {
  @Test(
    "A host is called as the connection calls it",
    arguments: [
      ("https://id.example.org/x", "id.example.org"),
      ("https://ID.Example.org:8443", "ID.Example.org"),
      ("https://xn--bcher-kva.example/", "xn--bcher-kva.example"),
      ("https://bücher.example/", "xn--bcher-kva.example"),
      ("https://10.0.0.1/", "10.0.0.1"), ("https://[2606:4700::1111]:443/", "2606:4700::1111"),
      ("http://localhost:80", "localhost"), ("https://127.1", "127.1"),
    ])
  func hosts(url: String, host: String) throws {
    #expect(try WebTarget(url).host == host)
  }

  @Test(
    "A host of other characters is none",
    arguments: [
      "https://b%C3%BCcher.example/", "https://a%00.example/", "https://a%2F.example/",
      "https://a_b.example/", "https://[fe80::1%25eth0]/", "https://a%20b/",
      "https://a!b.example",
    ])
  func others(url: String) {
    #expect(throws: WebFailure.invalidHost) { try WebTarget(url) }
  }
}
