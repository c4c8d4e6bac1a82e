internal import CMessages
internal import CTestMessages
internal import Protobuf
internal import TestSupport
internal import Testing

@Suite struct JSONTests {
  @Test("Defaults are printed, unset messages and oneofs are not")
  func defaults() throws {
    #expect(
      try json([], as: dormouse__test__leaf__init) == #"{"someText":"","number":0}"#)
    let all = try json([], as: dormouse__test__everything__init)
    #expect(all.hasPrefix(#"{"aDouble":0,"aFloat":0,"anInt32":0,"anInt64":"0","aUint32":0"#))
    #expect(all.hasSuffix(#""names":{},"numberedLeaves":{},"manyTimes":[]}"#))
    #expect(!all.contains("chosen") && !all.contains("aLeaf") && !all.contains("seenTime"))
  }

  @Test("Each kind of value has its form")
  func values() throws {
    let text = try json(sampleBytes(), as: dormouse__test__everything__init)
    for part in [
      #""aDouble":0.1"#, #""aFloat":1.5"#, #""anInt32":-7"#, #""anInt64":"-9223372036854775808""#,
      #""aUint32":4294967295"#, #""aUint64":"18446744073709551615""#, #""aSint64":"-9""#,
      #""aFixed64":"11""#, #""aBool":true"#, #""aString":"Größe \"1\"\n""#,
      #""someBytes":"AP8QIA==""#, #""aColour":"DEEP_RED""#,
      #""aLeaf":{"someText":"leaf","number":1}"#, #""manyInt32s":[1,-1,300]"#,
      #""manyStrings":["a",""]"#, #""chosenText":"""#, #""seenTime":"2014-09-14T03:04:42.270Z""#,
      #""manyLeaves":[{"someText":"x","number":1},{"someText":"","number":0}]"#,
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("An enum value without a name is printed as its number")
  func unknownEnum() throws {
    let bytes = wire { $0.field(16, varint: 77) }
    #expect(try json(bytes, as: dormouse__test__everything__init).contains(#""aColour":77"#))
  }

  @Test("Maps are objects, with number keys quoted")
  func maps() throws {
    let entry = wire { builder in
      builder.field(1, Array("k".utf8))
      builder.field(2, Array("v".utf8))
    }
    let numbered = wire { builder in
      builder.field(1, varint: 5)
      builder.field(2, wire { $0.field(1, Array("five".utf8)) })
    }
    let bytes = wire { builder in
      builder.field(29, entry)
      builder.field(30, numbered)
      builder.field(30, wire { $0.field(1, varint: 6) })
    }
    let text = try json(bytes, as: dormouse__test__everything__init)
    #expect(text.contains(#""names":{"k":"v"}"#))
    #expect(text.contains(#""numberedLeaves":{"5":{"someText":"five","number":0},"6":{}}"#))
  }

  @Test("Control characters are escaped and other text is left as it is")
  func escapes() throws {
    let bytes = wire { $0.field(1, Array("\u{1}\t\\/é\u{1F42D}\u{7F}".utf8)) }
    #expect(
      try json(bytes, as: dormouse__test__leaf__init)
        == "{\"someText\":\"\\u0001\\t\\\\/é\u{1F42D}\\u007f\",\"number\":0}")
  }

  @Test("Numbers without a JSON form are strings")
  func specialNumbers() throws {
    let arena = Arena()
    let message = arena.make(dormouse__test__everything__init)
    message.pointee.many_doubles = arena.array([.nan, .infinity, -.infinity, 1e300, 2, -0.5])
    message.pointee.n_many_doubles = 6
    let text = try arena.json(message)
    #expect(
      text.contains(#""manyDoubles":["NaN","Infinity","-Infinity",1e+300,2,-0.5]"#))
  }

  @Test(
    "Base64 is padded",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foobar", "Zm9vYmFy")])
  func base64(plain: String, encoded: String) throws {
    let bytes = wire { $0.field(44, Array(plain.utf8)) }
    let text = try json(bytes, as: dormouse__test__everything__init)
    #expect(text.contains("\"chosenBytes\":\"\(encoded)\""))
  }

  @Test(
    "Timestamps are RFC 3339 in UTC",
    arguments: [
      (0, 0, "1970-01-01T00:00:00Z"), (-1, 999_999_999, "1969-12-31T23:59:59.999999999Z"),
      (-62_135_596_800, 0, "0001-01-01T00:00:00Z"),
      (951_782_400, 1_000, "2000-02-29T00:00:00.000001Z"),
      (253_402_300_799, 500_000_000, "9999-12-31T23:59:59.500Z"),
      (1_709_164_800, 0, "2024-02-29T00:00:00Z"),
    ] as [(Int64, Int32, String)])
  func timestamps(seconds: Int64, nanos: Int32, expected: String) throws {
    #expect(try timestampJSON(seconds, nanos) == "\"\(expected)\"")
  }

  @Test("A timestamp that has no date is refused by name")
  func badTimestamp() {
    for (seconds, nanos) in [
      (Int64.max, Int32(0)), (-62_135_596_801, 0), (0, -1), (0, 1_000_000_000),
    ] {
      #expect { try timestampJSON(seconds, nanos) } throws: {
        ($0 as? ProtobufError)?.code == .unprintable
      }
    }
    let bytes = wire { $0.field(51, wire { $0.field(1, varint: UInt64(Int64.max)) }) }
    #expect { try json(bytes, as: dormouse__test__everything__init) } throws: {
      ($0 as? ProtobufError)?.field == "seen_time"
    }
  }

  @Test(
    "Durations are seconds",
    arguments: [
      (0, 0, "0s"), (3, 1_000_000, "3.001s"), (0, -500_000_000, "-0.500s"),
      (-3, -1, "-3.000000001s"),
    ] as [(Int64, Int32, String)])
  func durations(seconds: Int64, nanos: Int32, expected: String) throws {
    let arena = Arena()
    let duration = arena.make(google__protobuf__duration__init)
    duration.pointee.seconds = seconds
    duration.pointee.nanos = nanos
    let text = try arena.json(duration)
    #expect(text == "\"\(expected)\"")
  }

  @Test("Field masks and wrappers are plain values")
  func masksAndWrappers() throws {
    let mask = wire { builder in
      builder.field(1, Array("inactive_after_days".utf8))
      builder.field(1, Array("safety_limits.max_percent".utf8))
    }
    let bytes = wire { builder in
      builder.field(53, mask)
      builder.field(54, [])
      builder.field(55, wire { $0.field(1, varint: 9) })
      builder.field(56, wire { $0.field(1, Array("n".utf8)) })
      builder.field(57, wire { $0.field(1, varint: 1) })
    }
    let text = try json(bytes, as: dormouse__test__everything__init)
    #expect(text.contains(#""updateMask":"inactiveAfterDays,safetyLimits.maxPercent""#))
    #expect(text.contains(#""limit":0,"bigLimit":"9","note":"n","flag":true"#))
  }

  private func timestampJSON(_ seconds: Int64, _ nanos: Int32) throws -> String {
    let arena = Arena()
    let timestamp = arena.make(google__protobuf__timestamp__init)
    timestamp.pointee.seconds = seconds
    timestamp.pointee.nanos = nanos
    return try arena.json(timestamp)
  }
}
