internal import Cleanup
internal import Directories
internal import Reach
internal import Testing

@testable internal import SCIMDirectory

/// Loopback is allowed.
let loopback = TargetRules(allowing: ["127.0.0.0/8", "::1"].compactMap { NetworkRange($0) })

/// A connector that waits by a time of its own.
func connector(
  _ settings: SCIMSettings, _ time: FakeTime = FakeTime(), secret: String = "t0ken",
  rules: TargetRules = loopback
) -> SCIMDirectory {
  SCIMDirectory(settings, secret: secret, rules: rules, time: time.time)
}

extension SCIMDirectory {
  /// Everything that it lists.
  func everything() async throws(DirectoryError) -> [ListedItem] {
    var items: [ListedItem] = []
    let listing = try await listing()
    while let next = try await listing.next() {
      #expect(!next.isEmpty)
      items += next
    }
    return items
  }

  /// Why it does not list everything; nil when it does.
  func listingError() async -> DirectoryError? {
    do {
      _ = try await everything()
      return nil
    } catch {
      return error
    }
  }

  /// Why it cannot be probed; nil when it can.
  func probeError() async -> DirectoryError? {
    do {
      _ = try await probe()
      return nil
    } catch {
      return error
    }
  }
}

extension [ListedItem] {
  /// The users among them.
  var users: [ListedUser] {
    compactMap { if case .user(let user) = $0 { user } else { nil } }
  }

  /// The groups among them.
  var groups: [ListedGroup] {
    compactMap { if case .group(let group) = $0 { group } else { nil } }
  }

  /// Who is in a group, by its id.
  func members(of group: String) -> [String] {
    flatMap { item -> [String] in
      guard case .members(let members) = item, members.group == group else { return [] }
      return members.locators
    }
  }
}
