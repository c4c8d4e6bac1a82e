internal import Cleanup
internal import Messages
internal import TestSupport
internal import Testing

@Suite struct ErrorDetailsTests {
  @Test("All details come back as they were sent")
  func roundTrip() throws {
    let details = ErrorDetails.with {
      $0.status = 3
      $0.message = "Two fields are wrong."
      $0.reason = "INVALID_REQUEST"
      $0.metadata = ["limit": "25", "a": ""]
      $0.violations = [
        FieldViolation(field: "a.b[0]", description: "must be set"),
        FieldViolation(field: "c", description: "is too long"),
      ]
      $0.retryAfterSeconds = 5
    }
    #expect(try ErrorDetails.decode(details.encode()) == details)
  }

  @Test("The details carry the type names that stock clients look for")
  func typeNames() throws {
    let json = try ErrorDetails.with {
      $0.reason = "X"
      $0.violations = [FieldViolation(field: "f", description: "d")]
      $0.retryAfterSeconds = 1
    }.json()
    for name in ["ErrorInfo", "BadRequest", "RetryInfo"] {
      #expect(json.contains("\"@type\":\"type.googleapis.com/google.rpc.\(name)\""))
    }
  }

  @Test("Without details there are none")
  func plain() throws {
    let details = ErrorDetails.with { $0.status = 5 }
    #expect(try details.json() == #"{"code":5,"message":"","details":[]}"#)
  }

  @Test("Details of other types and other domains are left out")
  func foreignDetails() throws {
    let foreign = wire { builder in
      builder.field(1, Array("type.googleapis.com/google.rpc.DebugInfo".utf8))
      builder.field(2, [0xFF])
    }
    let otherDomain = wire { builder in
      builder.field(1, Array("type.googleapis.com/google.rpc.ErrorInfo".utf8))
      builder.field(
        2,
        wire { info in
          info.field(1, Array("QUOTA".utf8))
          info.field(2, Array("proxy.example".utf8))
        })
    }
    let bytes = wire { builder in
      builder.field(1, varint: 8)
      builder.field(3, foreign)
      builder.field(3, otherDomain)
    }
    #expect(try ErrorDetails.decode(bytes) == ErrorDetails.with { $0.status = 8 })
  }

  @Test("A part of a second is waited for whole")
  func retryRounding() throws {
    let delay = wire { builder in
      builder.field(1, varint: 2)
      builder.field(2, varint: 1)
    }
    let detail = wire { builder in
      builder.field(1, Array("type.googleapis.com/google.rpc.RetryInfo".utf8))
      builder.field(2, wire { $0.field(1, delay) })
    }
    #expect(try ErrorDetails.decode(wire { $0.field(3, detail) }).retryAfterSeconds == 3)
  }
}
