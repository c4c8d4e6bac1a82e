internal import Cleanup
internal import Foundation
internal import Messages
internal import TestSupport
internal import Testing

@Suite struct RoundTripTests {
  @Test("Every message comes back as it was sent")
  func roundTrip() throws {
    for sample in Samples.all { try expectRoundTrip(sample) }
  }

  @Test("Every field of every message is written")
  func everyField() throws {
    // Of these no sample has every field: they take one form or another.
    let partial = [
      "dormouse.v1.ManualActionRequest": Set(["group", "untilTime", "owner"]),
      "dormouse.v1.Analysis": ["asOfTime"],
    ]
    var missing = try ProtoFiles.fields()
    for sample in Samples.all {
      let name = type(of: sample).fullName
      let object = try JSONSerialization.jsonObject(with: Data(sample.json().utf8))
      for (key, value) in try #require(object as? [String: Any]) where !isDefault(value) {
        missing[name]?.remove(key)
      }
      missing[name]?.subtract(partial[name] ?? [])
    }
    // These live inside others, which round trips cover.
    let inner = [
      "NeverLoggedIn", "PolicyWarning", "ReasonCount", "ImportedLogin", "LoginViolation",
      "HourlyRecurrence", "DailyRecurrence", "WeeklyRecurrence", "MonthlyRecurrence", "TimeOfDay",
      "ScheduledStart",
    ].map { "dormouse.v1.\($0)" }
    let reflectionInner = [
      "FileDescriptorResponse", "ExtensionNumberResponse", "ListServiceResponse", "ServiceResponse",
      "ErrorResponse",
    ].map { "grpc.reflection.v1.\($0)" }
    for (name, fields) in missing where !(inner + reflectionInner).contains(name) {
      #expect(fields.isEmpty, "\(name) leaves out \(fields.sorted())")
    }
  }

  @Test("Moments keep their microseconds from the first to the last")
  func moments() throws {
    for moment in [
      Moment.earliest, .latest, Moment(microseconds: -1), Moment(microseconds: 0), Samples.time,
    ] {
      let again = try AnalyzeRequest.decode(AnalyzeRequest.with { $0.asOf = moment }.encode())
      #expect(again.asOf == moment)
    }
  }

  @Test(
    "Never, unknown and known logins stay apart",
    arguments: [ImportedUser.Login.unknown, .never, .at(Samples.time)])
  func logins(login: ImportedUser.Login) throws {
    let user = ImportedUser(externalID: "1", username: "u", lastLogin: login)
    #expect(try ImportedUser.decode(user.encode()) == user)
  }

  @Test("Unset limits stay unset, and zero stays zero")
  func unsetIsNotZero() throws {
    for limits in [SafetyLimits(), SafetyLimits(maxPercent: 0, maxUsers: 0)] {
      #expect(try SafetyLimits.decode(limits.encode()) == limits)
    }
  }

  @Test("A mask that is absent and one that is empty stay apart")
  func masks() throws {
    for mask in [nil, [], [PolicyField.maxPercent]] as [[PolicyField]?] {
      let request = ConfigureRequest(policy: Samples.settings, updateMask: mask)
      #expect(try ConfigureRequest.decode(request.encode()).updateMask == mask)
    }
  }

  @Test("A policy that was never stored has no time of change")
  func unstoredPolicy() throws {
    var policy = Samples.storedPolicy
    policy.revision = 0
    #expect(try !policy.json().contains("updateTime"))
  }

  @Test("Damaged bytes are refused, or read as a message that comes back")
  func randomDamage() throws {
    var random = SeededGenerator.printingSeed()
    var accepted = 0
    for sample in Samples.all where !sample.encode().isEmpty {
      for _ in 0..<400 {
        var bytes = sample.encode()
        let index = Int.random(in: bytes.indices, using: &random)
        bytes[index] = UInt8.random(in: 0...255, using: &random)
        if try survives(bytes, like: sample) { accepted += 1 }
      }
    }
    #expect(accepted > 0)
  }

  private func expectRoundTrip<Message: Samples.Sample>(_ sample: Message) throws {
    #expect(try Message.decode(sample.encode()) == sample)
    #expect(try Message.json(of: sample.encode()) == sample.json())
  }

  private func survives<Message: Samples.Sample>(_ bytes: [UInt8], like: Message) throws -> Bool {
    guard let message = try? Message.decode(bytes) else { return false }
    #expect(try Message.decode(message.encode()) == message, "\(Message.fullName) \(bytes)")
    return true
  }

  private func isDefault(_ value: Any) -> Bool {
    switch value {
    case let text as String: text.isEmpty || text == "0" || text == "UNSPECIFIED"
    case let number as NSNumber: number == 0
    case let list as [Any]: list.isEmpty
    default: false
    }
  }
}
