internal import Cleanup
internal import Foundation
internal import HTTP2
internal import JSON
internal import Jobs
internal import RPC
internal import Reach
internal import TestSupport
internal import Testing

@testable internal import Identity
@testable internal import Services

/// The table that operators look limits up in says what the code does.
@Suite("The table of limits in deploy/README.md")
struct DocumentedLimitsTests {
  /// What a session is told by the limits of the server, which stand in the table themselves.
  private static let derived: Set = [
    "role", "maxConcurrentStreams", "maxHeaderBytes", "maxHeaderFields", "streamResetBurst",
    "streamResetsPerSecond", "controlFrameBurst", "controlFramesPerSecond",
    "pingIntervalNanoseconds", "maxPingStrikes",
  ]

  @Test("Every limit stands there with its value, and nothing else")
  func limits() throws {
    let documented = try Self.documented()
    let coded = Self.coded()
    for (name, value) in coded {
      #expect(documented[name] == value, "\(name)")
    }
    #expect(Set(documented.keys) == Set(coded.keys))
  }

  private static func documented() throws -> [String: String] {
    let path = BuiltProducts.checkout() + "/deploy/README.md"
    let lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("| limit |") })
    let rows = lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: [" ", "`"]) }
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
  }

  private static func coded() -> [String: String] {
    var values: [String: String] = [
      "maxFailures": text("maxFailures", FailureLimiter.maxFailures),
      "maxWatchers": text("maxWatchers", RunEngine.maxWatchers),
      "maxWatchersPerTenant": text("maxWatchersPerTenant", RunEngine.maxWatchersPerTenant),
      "maxWaitingLogins": text("maxWaitingLogins", LoginQueues.maxWaitingLogins),
      "maxWaitingLoginBytes": text("maxWaitingLoginBytes", LoginQueues.maxWaitingLoginBytes),
      "maxLoginsAtOnce": text("maxLoginsAtOnce", LoginQueues.maxLoginsAtOnce),
      "maxLoginsPerStream": text("maxLoginsPerStream", LoginWindow.maxLogins),
      "maxLoginSources": text("maxLoginSources", LoginQueues.maxSources),
      "maxTransfers": text("maxTransfers", TransferPlaces.maxTransfers),
      "maxRestoreChunkBytes": text("maxRestoreChunkBytes", TenantsService.maxRestoreChunkBytes),
      "maxBackupBytes": text("maxBackupBytes", TenantsService.maxBackupBytes),
    ]
    values.merge(identityLimits) { $1 }
    for limits in [ServerLimits(), ServiceLimits(), SessionSettings(role: .server)] as [Any] {
      for case (let name?, let value) in Mirror(reflecting: limits).children
      where !(limits is SessionSettings && derived.contains(name)) {
        values[name] = text(name, value)
      }
    }
    return values
  }

  private static var identityLimits: [String: String] {
    [
      "maxIdentityProviders": text("", IdentityProvider.maxProviders),
      "maxIDTokenBytes": text("Bytes", IDTokenLogin.maxTokenBytes),
      "maxIDTokenDepth": text("", JSONLimits.token.depth),
      "maxIDTokenValues": text("", JSONLimits.token.values),
      "maxIDTokenAgeSeconds": text("", IDTokenCheck.maxAgeSeconds),
      "maxClockSkewSeconds": text("", IdentityProvider.mostClockSkewSeconds),
      "maxProviderDocumentBytes": text("Bytes", HTTPDocuments.maxBytes),
      "maxProviderDocumentValues": text("", JSONLimits.document.values),
      "providerTimeLimitSeconds": text("", HTTPDocuments.timeLimitSeconds),
      "maxProviderKeys": text("", ProviderKeys.maxKeys),
      "maxCachedProviders": text("", ProviderKeyCache.maxProviders),
      "leastKeySeconds": text("", ProviderKeyCache.leastSeconds),
      "mostKeySeconds": text("", ProviderKeyCache.mostSeconds),
      "usualKeySeconds": text("", ProviderKeyCache.usualSeconds),
      "keyRefetchSeconds": text("", ProviderKeyCache.refetchSeconds),
      "providerFailureSeconds": text("", ProviderKeyCache.failureSeconds),
      "mostProviderFailureSeconds": text("", ProviderKeyCache.mostFailureSeconds),
      "maxAddressLookups": text("", AddressLookups.maxThreads),
      "maxWaitingAddressLookups": text("", AddressLookups.maxWaiting),
      "minRSAKeyBits": text("", ProviderKey.minRSABits),
      "maxRSAKeyBits": text("", ProviderKey.maxRSABits),
    ]
  }

  /// A value as the table writes it.
  private static func text(_ name: String, _ value: Any) -> String {
    if let time = value as? Duration { return "\(time.components.seconds) s" }
    guard let number = value as? any BinaryInteger else { return "\(value)" }
    let count = Int(number)
    guard name.contains("Bytes") else {
      return count.formatted(.number.locale(Locale(identifier: "en")))
    }
    if count % (1 << 20) == 0 { return "\(count >> 20) MiB" }
    return count % (1 << 10) == 0 ? "\(count >> 10) KiB" : "\(count) bytes"
  }
}
