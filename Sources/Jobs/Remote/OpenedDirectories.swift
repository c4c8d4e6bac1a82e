internal import Cleanup
internal import Directories
internal import Synchronization

/// Directories that were opened before, which may keep connections, as long as their settings stay.
final class OpenedDirectories: Sendable {
  /// Most directories that are kept.
  static let maxDirectories = 256

  private struct Opened {
    let settings: RemoteSettings
    let sealed: [UInt8]?
    let directory: any RemoteDirectory
  }

  private let opened = Mutex<[DirectoryPlace: Opened]>([:])

  /// A directory that was opened with these settings and this secret; nil when none was.
  func directory(
    at place: DirectoryPlace, _ settings: RemoteSettings, _ sealed: [UInt8]?
  ) -> (any RemoteDirectory)? {
    opened.withLock { opened in
      guard let known = opened[place], known.settings == settings, known.sealed == sealed else {
        return nil
      }
      return known.directory
    }
  }

  /// Lets a directory go, with the connections that it keeps.
  func forget(_ place: DirectoryPlace) {
    opened.withLock { $0[place] = nil }
  }

  /// Keeps a directory; where there are too many, any other goes.
  func keep(
    _ directory: any RemoteDirectory, at place: DirectoryPlace, _ settings: RemoteSettings,
    _ sealed: [UInt8]?
  ) {
    opened.withLock { opened in
      opened[place] = nil
      if opened.count >= Self.maxDirectories, let other = opened.keys.first {
        opened[other] = nil
      }
      opened[place] = Opened(settings: settings, sealed: sealed, directory: directory)
    }
  }
}
