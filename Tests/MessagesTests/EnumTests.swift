internal import Cleanup
internal import Messages
internal import Testing

@Suite struct EnumTests {
  @Test("Every reason has its own name on the wire", arguments: Reason.allCases)
  func reasons(reason: Reason) throws {
    let json = try ListVerdictsRequest.with { $0.reason = reason }.json()
    #expect(json.contains("\"reason\":\"\(reason.name)\""))
  }

  @Test("Every kind of activity has its own name on the wire", arguments: ActivityKind.allCases)
  func activityKinds(kind: ActivityKind) throws {
    let json = try ActivitySignal(kind: kind, source: "", time: nil).json()
    #expect(json.contains("\"kind\":\"\(kind.name)\""))
  }

  @Test("Every role has its own name on the wire", arguments: Role.allCases)
  func roles(role: Role) throws {
    let json = try IssueTokenRequest.with { $0.role = role }.json()
    #expect(json.contains("\"role\":\"\(role.rawValue.uppercased())\""))
  }

  @Test("Every result has its own name on the wire", arguments: Outcome.Result.allCases)
  func results(result: Outcome.Result) throws {
    let json = try ListOutcomesRequest.with { $0.result = result }.json()
    #expect(json.contains("\"result\":\"\(result.rawValue)\""))
  }

  @Test("Every manual action has its own name on the wire", arguments: Samples.kinds)
  func manualActions(kind: ManualActionKind) throws {
    let action = ManualAction(users: [], kind: kind, reason: "")
    let json = try ManualActionRequest(action: action).json()
    #expect(json.contains("\"action\":\"\(kind.effect.rawValue)\""))
  }

  @Test("Every outcome of a login has its own name on the wire")
  func loginOutcomes() throws {
    for outcome in LoginAnswer.Outcome.allCases {
      let json = try LoginAnswer(outcome: outcome).json()
      #expect(json.contains("\"outcome\":\"\(outcome.rawValue)\""))
    }
  }

  @Test("Everything that a login does, or does not, has its own name on the wire")
  func loginParts() throws {
    for code in LoginEffect.Code.allCases {
      #expect(try LoginEffect(code).json().contains("\"code\":\"\(code.rawValue)\""))
    }
    for code in LoginObstacle.Code.allCases {
      #expect(try LoginObstacle(code).json().contains("\"code\":\"\(code.rawValue)\""))
    }
    for algorithm in SigningAlgorithm.allCases {
      let json = try IdentityProvider(issuer: "", algorithms: [algorithm]).json()
      #expect(json.contains("\"algorithms\":[\"\(algorithm.rawValue.uppercased())\"]"))
    }
    for attribute in DirectoryProvisioning.Attribute.allCases {
      let json = try DirectoryProvisioning.AttributeMapping(claim: "", attribute: attribute).json()
      #expect(json.contains("\"attribute\":\"\(attribute.rawValue)\""))
    }
  }

  @Test("Every import mode has its own name on the wire", arguments: ImportMode.allCases)
  func importModes(mode: ImportMode) throws {
    let json = try ImportBegin.with { $0.mode = mode }.json()
    #expect(json.contains("\"mode\":\"\(mode.rawValue.uppercased())\""))
  }

  @Test("The two-valued enums have their names on the wire")
  func others() throws {
    let run = try Samples.run.json()
    for part in [#""kind":"UNDO""#, #""state":"CANCELLED""#, #""trigger":"SCHEDULE""#] {
      #expect(run.contains(part))
    }
    #expect(try Samples.directory.json().contains(#""kind":"EMBEDDED""#))
    #expect(try Samples.verdict.json().contains(#""decision":"CANDIDATE""#))
    let verdicts = try ListVerdictsRequest.with { $0.order = .lastActivity }.json()
    #expect(verdicts.contains(#""order":"LAST_ACTIVITY""#))
    let users = try ListUsersRequest.with { $0.active = .inactive }.json()
    #expect(users.contains(#""active":"INACTIVE""#))
    let export = try ExportLogRequest.with { $0.format = .jsonLines }.json()
    #expect(export.contains(#""format":"JSON_LINES""#))
    let health = try HealthCheckResponse.with { $0.status = .serving }.json()
    #expect(health.contains(#""status":"SERVING""#))
  }
}
