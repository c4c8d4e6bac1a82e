internal import Foundation
internal import Secrets
internal import Testing

@Suite("Sealed secrets")
struct SecretKeysTests {
  private let old = Data(repeating: 1, count: 32).base64EncodedString()
  private let new = Data(repeating: 2, count: 32).base64EncodedString()
  private let place = SecretPlace(tenant: "t1", subject: "directory/1")

  @Test("A secret opens where it was sealed for, and nowhere else")
  func places() throws {
    let keys = try SecretKeys(parsing: "# the first\n\n\(old)\n")
    let sealed = keys.seal("päss", for: place)
    #expect(try keys.open(sealed, for: place) == "päss")
    #expect(!Data(sealed).contains(Data("päss".utf8)))
    #expect(keys.seal("päss", for: place) != sealed)
    for other in [
      SecretPlace(tenant: "t2", subject: "directory/1"),
      SecretPlace(tenant: "t1", subject: "directory/2"),
    ] {
      #expect(throws: SecretError.damaged) { try keys.open(sealed, for: other) }
    }
    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 1
      #expect(throws: SecretError.self) { try keys.open(changed, for: place) }
    }
    #expect(throws: SecretError.damaged) { try keys.open([], for: place) }
    #expect(throws: SecretError.damaged) { try keys.open(Array(sealed.prefix(20)), for: place) }
  }

  @Test("A new key in front opens what the one before has sealed, and says what to seal anew")
  func rotation() throws {
    let before = try SecretKeys(parsing: old)
    let both = try SecretKeys(parsing: "\(new)\n\(old)")
    let after = try SecretKeys(parsing: new)
    let sealed = before.seal("secret", for: place)
    #expect(before.isCurrent(sealed) && !both.isCurrent(sealed))
    #expect(try both.open(sealed, for: place) == "secret")
    #expect(throws: SecretError.unknownKey) { try after.open(sealed, for: place) }
    let again = both.seal("secret", for: place)
    #expect(both.isCurrent(again) && !both.isCurrent([]))
    #expect(try after.open(again, for: place) == "secret")
  }

  @Test("What is no list of keys is refused, and the line named without what it says")
  func lists() throws {
    for (text, part) in [
      ("", "there is no key"), ("# none\n", "there is no key"), ("\(old)\nsecret", "line 2"),
      ("AAAA", "line 1"), ("\(old)\n\(old)", "twice"),
    ] {
      let error = #expect(throws: SecretKeysError.self) { try SecretKeys(parsing: text) }
      #expect(error?.description.contains(part) == true)
      #expect(error?.description.contains("secret") == false)
    }
    let many = (0...16).map { Data(repeating: UInt8($0), count: 32).base64EncodedString() }
    #expect(throws: SecretKeysError.self) {
      try SecretKeys(parsing: many.joined(separator: "\n"))
    }
  }
}
