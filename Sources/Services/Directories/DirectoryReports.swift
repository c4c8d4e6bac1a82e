internal import Cleanup
internal import Storage

/// Directories with what is to be said of them beside their settings: how well logins are known, and
/// whether the last listing holds runs.
struct DirectoryReports {
  private let reader: TenantReader
  private let policy: Policy?
  private let held: [HeldListing]
  private let now: Moment

  /// Reports as of a moment, inside one read of a tenant's database.
  init(_ reader: TenantReader, at now: Moment) throws(StorageError) {
    self.reader = reader
    self.now = now
    policy = try reader.policy()?.policy
    held = try reader.heldListings()
  }

  /// All directories, by position.
  func all() throws(StorageError) -> [DirectorySettings] {
    try reader.directories().map { (settings) throws(StorageError) in
      try report(on: settings)
    }
  }

  /// One directory.
  func report(on settings: DirectorySettings) throws(StorageError) -> DirectorySettings {
    var report = settings
    report.observation = try observation(of: settings)
    report.held = held.first { $0.directory == settings.name }
    return report
  }

  /// How well logins are known, for each directory that is observed.
  func observations() throws(StorageError) -> [Observation] {
    let all = try reader.directories().map { (settings) throws(StorageError) in
      try observation(of: settings)
    }
    return all.compactMap(\.self)
  }

  private func observation(
    of settings: DirectorySettings
  ) throws(StorageError) -> Observation? {
    try reader.observedLogins(in: settings).map {
      Observation(of: $0, in: settings.name, policy: policy, at: now)
    }
  }
}
