internal import Cleanup
internal import Foundation

/// Users made up from their number, the same ones each time: half of them asleep for a year, every
/// tenth account closed, each in three of the groups.
struct SampleData: Sendable {
  /// The directory that a new tenant has.
  static let directory = "users"
  /// The moment before which everything in the sample happened.
  static let end: Int64 = 1_767_225_600
  /// Days after which the sample's policy calls somebody inactive.
  static let inactiveAfterDays = 180
  /// The group that the sample's policy leaves alone.
  static let excludedGroup = "site-0"
  private static let day: Int64 = 86_400
  private static let sites = 20
  private static let teams = 200

  /// How many users there are.
  let count: Int

  /// A user by number, counted from 0.
  func user(_ number: Int) -> ImportedUser {
    let bits = Self.mixed(number)
    return ImportedUser(
      externalID: "user-\(Self.digits(number))",
      // In the order of these names the users come as if shuffled.
      username: "\(Self.name(bits)).\(Self.digits(number))",
      displayName: "\(Self.name(bits)) \(Self.name(bits >> 20))",
      email: "\(Self.name(bits))\(number)@example.org",
      createdAt: Moment(seconds: Self.end - (800 + Int64(bits & 1023)) * Self.day),
      lastLogin: .at(Moment(seconds: Self.lastLogin(bits, number))),
      groups: [
        "licensed", "site-\((bits >> 8) % UInt64(Self.sites))",
        "team-\((bits >> 16) % UInt64(Self.teams))",
      ],
      isActive: number % 10 != 9)
  }

  /// The names of all groups.
  static var groups: [String] {
    ["licensed"] + (0..<sites).map { "site-\($0)" } + (0..<teams).map { "team-\($0)" }
  }

  private static func lastLogin(_ bits: UInt64, _ number: Int) -> Int64 {
    let days = Int64((bits >> 32) % 160)
    return end - (bits >> 60 < 9 ? 365 + days : days) * day - Int64(number % 86_400)
  }

  /// A name of six letters.
  private static func name(_ bits: UInt64) -> String {
    var rest = bits
    return String(
      unsafeUninitializedCapacity: 6
    ) { letters in
      for index in 0..<6 {
        letters[index] = UInt8(ascii: "a") + UInt8(rest % 26)
        rest /= 26
      }
      return 6
    }
  }

  /// Seven digits, with zeros in front.
  private static func digits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 7 - text.utf8.count)) + text
  }

  /// SplitMix64: every number gives other bits, each time the same.
  private static func mixed(_ number: Int) -> UInt64 {
    var bits = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
