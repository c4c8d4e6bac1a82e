internal import Cleanup
internal import JSON
internal import Testing

@testable internal import Identity

@Suite("Keys of identity providers", .timeLimit(.minutes(1)))
struct ProviderKeyTests {
  @Test("A token is of the key that it names, and of no other")
  func names() async throws {
    let (first, second) = (await Signer.es256("a"), await Signer.es256("b"))
    let provider = TestProvider(FakeDocuments(first, second))
    for signer in [first, second] {
      let token = try await signer.token(provider.claims())
      #expect(await provider.refusal(of: token) == nil)
    }
    // The first key must not stand in for one that is not there.
    for header in [#"{"alg":"ES256","kid":"c"}"#, #"{"alg":"ES256","kid":""}"#] {
      let token = try await first.token(provider.claims(), header: header)
      #expect(await provider.refusal(of: token)?.message.contains("no such key") == true)
    }
    let swapped = try await first.token(provider.claims(), header: #"{"alg":"ES256","kid":"b"}"#)
    #expect(await provider.refusal(of: swapped)?.message.contains("signature") == true)
  }

  @Test("Without a name a token is of the only key of its kind, named or not")
  func unnamed() async throws {
    let (plain, named) = (await Signer.es256(nil), await Signer.rsa("r"))
    let provider = TestProvider(FakeDocuments(plain, named))
    let bare = #"{"alg":"RS256"}"#
    #expect(await provider.refusal(of: try await plain.token(provider.claims())) == nil)
    #expect(
      await provider.refusal(of: try await named.token(provider.claims(), header: bare)) == nil)
    // A key without a name answers to none.
    let claimed = try await plain.token(provider.claims(), header: #"{"alg":"ES256","kid":"e"}"#)
    #expect(await provider.refusal(of: claimed)?.message.contains("no such key") == true)

    let two = TestProvider(FakeDocuments(plain, await Signer.es256("x")))
    let unclear = try await plain.token(two.claims())
    #expect(await two.refusal(of: unclear)?.message.contains("several keys") == true)
    let doubled = TestProvider(FakeDocuments(await Signer.es256("x"), await Signer.es256("x")))
    let twice = try await plain.token(doubled.claims(), header: #"{"alg":"ES256","kid":"x"}"#)
    #expect(await doubled.refusal(of: twice)?.message.contains("several keys") == true)
  }

  @Test("A key is used for its own algorithm and for signatures alone")
  func purposes() async throws {
    let good = ["", #","use":"sig""#, #","alg":"RS256""#, #","key_ops":["verify"]"#]
    let bad = [
      #","use":"enc""#, #","alg":"PS256""#, #","alg":"RS512""#, #","alg":"HS256""#,
      #","key_ops":["encrypt"]"#,
    ]
    for more in good + bad {
      let signer = await Signer.rsa("r", more)
      let provider = TestProvider(FakeDocuments(signer))
      let error = await provider.refusal(of: try await signer.token(provider.claims()))
      #expect((error == nil) == good.contains(more), "\(more)")
    }
    // An EC key does not become one of RSA because a header says so.
    let elliptic = await Signer.es256("e")
    let provider = TestProvider(FakeDocuments(elliptic))
    for alg in ["RS256", "PS256", "EdDSA"] {
      let token = try await elliptic.token(
        provider.claims(), header: #"{"alg":"\#(alg)","kid":"e"}"#)
      #expect(await provider.refusal(of: token)?.code == .refused)
    }
  }

  @Test("Documents that are made to cost much are refused")
  func hostile() throws {
    let many = Array(repeating: "7", count: JSONLimits.document.values).joined(separator: ",")
    for text in [#"{"keys":[\#(many)]}"#, #"{"keys":[[[[[[[[]]]]]]]]}"#] {
      let keys = #expect(throws: IdentityError.self) { try ProviderKeys(Array(text.utf8)) }
      #expect(keys?.message.contains("more than 10000 values") == true)
      #expect(throws: IdentityError.self) {
        try ProviderMetadata(Array(text.utf8), of: "https://id.example.org")
      }
    }
    for text in ["", "[]", "{}", #"{"issuer":"x"}"#, #"{"issuer":7,"jwks_uri":"y"}"#] {
      #expect(throws: IdentityError.self) { try ProviderMetadata(Array(text.utf8), of: "x") }
    }
  }

  @Test("Weak and broken keys are none, and take none of the others with them")
  func weak() throws {
    func count(_ keys: String...) throws -> Int {
      try ProviderKeys(Array(#"{"keys":[\#(keys.joined(separator: ","))]}"#.utf8)).keys.count
    }
    func rsa(_ bytes: Int, _ exponent: String = "AQAB", first: UInt8 = 0x80) -> String {
      let n = Signer.encoded([first] + [UInt8](repeating: 0xFF, count: bytes - 1))
      return #"{"kty":"RSA","n":"\#(n)","e":"\#(exponent)"}"#
    }
    #expect(try count(rsa(256), rsa(512), rsa(1024)) == 3)
    #expect(try count(rsa(255), rsa(128), rsa(256, first: 0x7F), rsa(257, first: 0)) == 1)
    // An exponent of 1 would make everything a signature; an even one is none.
    #expect(try count(rsa(256, "AQ"), rsa(256, "Ag"), rsa(256, ""), rsa(2000)) == 0)
    let broken = [
      "7", "{}", #"{"kty":7}"#, #"{"kty":"oct","k":"AAAA"}"#,
      #"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#, #"{"kty":"OKP","crv":"X25519","x":"AA"}"#,
      #"{"kty":"EC","crv":"P-521","x":"AA","y":"AA"}"#, String(rsa(256).dropLast()) + #","kid":7}"#,
      String(rsa(256).dropLast()) + #","key_ops":"verify"}"#,
      String(rsa(256).dropLast()) + #","key_ops":["verify",7]}"#,
    ]
    #expect(try count(broken.joined(separator: ","), rsa(256)) == 1)
    #expect(try count(String(rsa(256).dropLast()) + #","kid":null,"key_ops":null}"#) == 1)
    let many = Array(repeating: rsa(256), count: ProviderKeys.maxKeys + 1)
    #expect(throws: IdentityError.self) { try count(many.joined(separator: ",")) }
    for text in ["", "{}", "[]", #"{"keys":{}}"#] {
      #expect(throws: IdentityError.self) { try ProviderKeys(Array(text.utf8)) }
    }
  }
}
