internal import ArgumentParser
internal import Cleanup

/// A value of a claim for a group on the command line.
struct GroupMappingArgument: Hashable, Sendable, ExpressibleByArgument {
  private let parts: [String]

  init?(argument text: String) {
    parts = text.split(separator: "=", maxSplits: 2, omittingEmptySubsequences: false)
      .map(String.init)
    if parts.count != 3 || parts.contains("") { return nil }
  }

  /// The mapping.
  func mapping(isRemovedWhenGone: Bool) -> DirectoryProvisioning.GroupMapping {
    DirectoryProvisioning.GroupMapping(
      claim: parts[0], value: parts[1], group: parts[2], isRemovedWhenGone: isRemovedWhenGone)
  }
}
