internal import Cleanup
internal import Crypto
internal import Testing

@testable internal import Identity

@Suite("ID tokens", .timeLimit(.minutes(1)))
struct IDTokenTests {
  @Test("A good token of each algorithm proves who logged in and when")
  func good() async throws {
    let signers = [
      await Signer.rsa(), await Signer.rsa("p", isPSS: true), await Signer.es256(),
      try await Signer.edDSA(),
    ]
    for signer in signers {
      let provider = TestProvider(FakeDocuments(signer))
      let token = try await signer.token(
        provider.claims(["groups": #"["a","b"]"#, "age": "7", "realm": #"{"roles":["x"]}"#]))
      let proven = try await provider.verify(token)
      #expect(proven.issuer == "https://id.example.org" && proven.subject == "s1")
      #expect(proven.username == "ann", "\(signer.algorithm)")
      #expect(proven.issuedAt.seconds == TestProvider.now.seconds - 5)
      #expect(proven.expiresAt == TestProvider.now.advanced(bySeconds: 360))
      #expect(
        proven.claims == [
          Claim(name: "age", values: ["7"]), Claim(name: "groups", values: ["a", "b"]),
          Claim(name: "preferred_username", values: ["ann"]),
          Claim(name: "realm.roles", values: ["x"]), Claim(name: "sub", values: ["s1"]),
        ])
      let signed = token.split(separator: ".").prefix(2).joined(separator: ".")
      #expect(proven.tokenHash == Array(SHA256.hash(data: Array(signed.utf8))))
    }
  }

  @Test("A token that says something wrong is refused, whoever signed it")
  func claims() async throws {
    let signer = await Signer.es256()
    let provider = TestProvider(FakeDocuments(signer))
    let now = TestProvider.now.seconds
    let wrong: [(String, [String: String?])] = [
      ("of another provider", ["iss": #""https://id.example.org/""#]),
      ("another client", ["aud": #""c2""#]), ("another client", ["aud": nil]),
      ("another client", ["aud": #"["c2","c3"]"#]), ("another client", ["aud": "[1]"]),
      ("several clients", ["aud": #"["c1","c2"]"#]),
      ("another client", ["aud": #"["c1","c2"]"#, "azp": #""c2""#]),
      ("another client", ["azp": #""c2""#]), ("another client", ["azp": "1"]),
      ("expired", ["exp": "\(now - 61)"]), ("expires", ["exp": nil]), ("expires", ["iat": nil]),
      ("expires", ["exp": "\"soon\""]), ("expires", ["exp": "1e300"]), ("expires", ["exp": "-1"]),
      ("future", ["iat": "\(now + 61)", "exp": "\(now + 300)"]),
      ("expired", ["iat": "\(now - 86_461)", "exp": "\(now + 300)"]),
      ("not valid yet", ["nbf": "\(now + 61)"]), ("not valid yet", ["nbf": "\"x\""]),
      ("subject", ["sub": nil]), ("subject", ["sub": "\"\""]), ("subject", ["sub": "7"]),
      ("subject", ["sub": "\"\(String(repeating: "s", count: 256))\""]),
      ("subject", ["sub": #""a\u0000""#]), ("logout", ["events": "{}"]),
    ]
    for (text, changes) in wrong {
      let token = try await signer.token(provider.claims(changes))
      let error = await provider.refusal(of: token)
      #expect(error?.code == .refused && error?.message.contains(text) == true, "\(changes)")
    }
    let fine: [[String: String?]] = [
      ["exp": "\(now - 59)"], ["iat": "\(now + 59)"], ["nbf": "\(now + 59)"],
      ["iat": "\(now).5"], ["aud": #"["c1"]"#], ["aud": #"["c2","c1"]"#, "azp": #""c1""#],
    ]
    for changes in fine {
      let token = try await signer.token(provider.claims(changes))
      let error = await provider.refusal(of: token)
      #expect(error == nil, "\(changes)")
    }
  }

  @Test("A nonce is compared when it is given")
  func nonce() async throws {
    let signer = await Signer.es256()
    let provider = TestProvider(FakeDocuments(signer))
    let token = try await signer.token(provider.claims(["nonce": #""n1""#]))
    #expect(await provider.refusal(of: token, nonce: "n1") == nil)
    #expect(await provider.refusal(of: token) == nil)
    #expect(await provider.refusal(of: token, nonce: "n2")?.message.contains("nonce") == true)
    let without = try await signer.token(provider.claims())
    #expect(await provider.refusal(of: without, nonce: "n1")?.code == .refused)
  }

  @Test("An e-mail address names the user only where it is verified")
  func email() async throws {
    let signer = await Signer.es256()
    var provider = TestProvider(FakeDocuments(signer))
    provider.settings.userClaim = "email"
    for (verified, name) in [("true", "a@b"), ("false", nil), ("\"true\"", nil), (nil, nil)]
      as [(String?, String?)]
    {
      let token = try await signer.token(
        provider.claims(["email": #""a@b""#, "email_verified": verified]))
      #expect(try await provider.verify(token).username == name)
    }
  }

  @Test("Algorithms without a signature, with a shared secret, or that are not allowed are refused")
  func algorithms() async throws {
    let signer = await Signer.rsa()
    var provider = TestProvider(FakeDocuments(signer))
    let claims = provider.claims()
    let good = try await signer.token(claims)
    let parts = good.split(separator: ".")
    for alg in ["none", "None", "HS256", "RS384", "RS512", "ES384", "rs256", ""] {
      let header = Signer.encoded(Array(#"{"alg":"\#(alg)","kid":"r"}"#.utf8))
      for signature in [String(parts[2]), "", "AA"] {
        let error = await provider.refusal(of: "\(header).\(parts[1]).\(signature)")
        #expect(error?.code == .refused, "\(alg)")
      }
    }
    // The classic: what everybody knows as the secret of an HMAC.
    let header = Signer.encoded(Array(#"{"alg":"HS256","typ":"JWT","kid":"r"}"#.utf8))
    let signed = "\(header).\(parts[1])"
    for secret in [Pairs.publicPEM, Pairs.modulus] {
      let code = HMAC<SHA256>.authenticationCode(
        for: Array(signed.utf8), using: SymmetricKey(data: Array(secret.utf8)))
      let error = await provider.refusal(of: signed + "." + Signer.encoded(Array(code)))
      #expect(error?.message.contains("algorithm") == true)
    }
    #expect(await provider.refusal(of: good) == nil)
    provider.settings.algorithms = [.es256, .ps256]
    #expect(await provider.refusal(of: good)?.message.contains("RS256") == true)
    #expect(provider.documents.fetches == 1)
  }

  @Test("A changed byte anywhere is noticed, and a signature of another key")
  func forged() async throws {
    let signer = await Signer.es256()
    let provider = TestProvider(FakeDocuments(signer))
    let token = try await signer.token(provider.claims())
    var bytes = Array(token.utf8)
    for index in stride(from: 0, to: bytes.count - 2, by: 3) where bytes[index] != 0x2E {
      let old = bytes[index]
      bytes[index] = old == 0x41 ? 0x42 : 0x41
      let error = await provider.refusal(of: String(decoding: bytes, as: UTF8.self))
      #expect(error?.code == .refused, "byte \(index)")
      bytes[index] = old
    }
    let other = await Signer.es256()
    let forged = try await other.token(provider.claims())
    #expect(await provider.refusal(of: forged)?.message.contains("signature") == true)
    #expect(await provider.refusal(of: token) == nil)
  }

  @Test(
    "What is no token, or has a header that is not understood, is refused before any key is read")
  func malformed() async throws {
    let signer = await Signer.es256()
    let provider = TestProvider(FakeDocuments(signer))
    let claims = provider.claims()
    let headers = [
      #"{"alg":"ES256","kid":"e","crit":["exp"]}"#, #"{"alg":"ES256","kid":"e","crit":[]}"#,
      #"{"alg":"ES256","kid":"e","b64":false}"#, #"{"alg":"ES256","kid":"e","zip":"DEF"}"#,
      #"{"alg":"ES256","kid":"e","typ":"at+jwt"}"#, #"{"alg":"ES256","kid":7}"#, #"{"kid":"e"}"#,
      #"{"alg":"ES256","kid":"e""#, "[]", "\"x\"",
    ]
    for header in headers {
      let token = try await signer.token(claims, header: header)
      #expect(await provider.refusal(of: token)?.code == .refused, "\(header)")
    }
    let good = try await signer.token(claims)
    for text in [
      "", ".", "..", "a.b", "a.b.c", good + ".", "." + good, good + "=", good + " ", good + "\n",
      good.replacing(".", with: ":"), String(good.dropLast()) + "+",
      good + String(repeating: "A", count: 16 << 10),
    ] {
      #expect(await provider.refusal(of: text)?.code == .refused, "\(text.prefix(20))")
    }
    let deep = String(repeating: "[", count: 4000) + String(repeating: "]", count: 4000)
    let nested = try await signer.token(#"{"iss":"\#(provider.documents.issuer)","x":\#(deep)}"#)
    #expect(await provider.refusal(of: nested)?.code == .refused)
    #expect(provider.documents.fetches == 0)
  }

  @Test("Nothing of a token shows when it is printed")
  func secret() async throws {
    let signer = await Signer.es256()
    let token = try await signer.token(TestProvider(FakeDocuments(signer)).claims())
    let login = IDTokenLogin(token: token, nonce: "n1")
    var dumped = ""
    dump(login, to: &dumped)
    dump(try IDToken(token), to: &dumped)
    let report = LoginReport(proof: .idToken(login))
    for text in [
      dumped, "\(login)", "\(try IDToken(token))", "\(report)", String(reflecting: report),
    ] {
      #expect(!text.contains(token.prefix(12)) && !text.contains("n1"))
    }
  }
}
