internal import Cleanup
internal import Directories
internal import DirectoryServers
internal import LDAP
internal import Reach
internal import TestSupport
internal import Testing

@testable internal import LDAPDirectory

@Suite("What keeps from reaching an LDAP directory")
struct LDAPDirectoryErrorTests {
  @Test("Each obstacle is told from the others, with what to do")
  func obstacles() async throws {
    let slapd = try await Slapd()
    let silent = try SilentServer()
    let cases: [(DirectoryError.Code, String, LDAPDirectory)] = [
      (.unauthenticated, "bind_name", try slapd.directory(password: "wrong")),
      (.unauthenticated, "bind_name", try slapd.directory { $0.bindName = "cn=x,\(Slapd.base)" }),
      (.unauthenticated, "bind_name", try slapd.directory { $0.bindName = "svc" }),
      (.invalidSettings, "password", try slapd.directory(password: "")),
      (.untrusted, "certificates", try slapd.directory { $0.certificates = "" }),
      (.untrusted, "certificates", try slapd.directory { $0.port = slapd.port }),
      (.unreachable, "port", try slapd.directory { $0.port = 1 }),
      (.unreachable, "host", try slapd.directory { $0.host = "nobody.invalid" }),
      (.forbidden, "--allow-target", try slapd.directory { $0.host = "10.0.0.1" }),
      (
        .timedOut, "time_limit_seconds",
        try slapd.directory {
          $0.port = silent.port
          $0.timeLimitSeconds = 1
        }
      ),
      (.invalidSettings, "user_base", try slapd.directory { $0.userBase = "ou=no,\(Slapd.base)" }),
      (.invalidSettings, "user_base", try slapd.directory { $0.userBase = "people" }),
      (.invalidSettings, "user_filter", try slapd.directory { $0.userFilter = "uid=*" }),
      (.invalidSettings, "page_size", try slapd.directory { $0.pageSize = 0 }),
      (.invalidSettings, "host", try slapd.directory { $0.host = "ldap://a" }),
      (.invalidSettings, "attributes.id", try slapd.directory { $0.attributes.id = "a)(b" }),
      (.invalidSettings, "certificates", try slapd.directory { $0.certificates = "x" }),
    ]
    for (code, word, directory) in cases {
      let error = await #expect(throws: DirectoryError.self) { try await Listed(directory) }
      #expect(
        error?.code == code && error?.message.contains(word) == true, "\(code): \(error as Any)")
      #expect(error?.message.contains("svc") == false && error?.message.contains("wrong") == false)
    }
  }

  @Test("Every error of the protocol has a sentence that ends")
  func sentences() {
    let errors: [LDAPError] =
      [
        .noAddress, .forbiddenAddress, .notEncrypted, .unreachable, .timedOut, .connectionLost,
        .untrusted, .outdatedTLS("TLS1.0"), .malformed, .oversized, .invalid("x"), .cancelled,
      ] + (1...80).map { .refused(LDAPResultCode(rawValue: $0)) }
    let steps: [DirectoryError.Step] = [
      .connecting, .authenticating, .reading(.user), .reading(.group), .looking,
      .changing("member", .group), .changing("nsAccountLock", .user),
    ]
    for error in errors {
      for step in steps {
        let message = DirectoryError(error, while: step).message
        #expect(message.hasSuffix(".") && message.count > 20, "\(error): \(message)")
      }
    }
  }

  @Test("A locked account that looks is said to be locked or wrong, not that the server failed")
  func lockedService() async throws {
    let slapd = try await Slapd(
      ldif: Slapd.people(["other"], extra: "pwdAccountLockedTime: 000001010000Z"))
    let directory = try slapd.directory(password: "secret of other") {
      $0.bindName = Slapd.person("other")
    }
    let error = await #expect(throws: DirectoryError.self) { try await directory.probe() }
    #expect(error?.code == .unauthenticated && error?.message.contains("locked") == true)
  }
}
