package import Cleanup

/// What makes remote directories of their settings.
package protocol RemoteConnecting: Sendable {
  /// The directory that is reached by some settings with a secret. Connects to nobody yet.
  ///
  /// Errors: `.invalidSettings` where the settings cannot be used.
  func directory(
    _ settings: RemoteSettings, secret: String
  ) throws(DirectoryError) -> any RemoteDirectory
}
