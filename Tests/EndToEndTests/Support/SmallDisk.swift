internal import Foundation
internal import TestSupport

/// Mounts that only one server sees, and that end with it. They take root.
enum SmallDisk {
  /// Whether the system lets us mount.
  static let isPossible: Bool = {
    guard geteuid() == 0, FileManager.default.isExecutableFile(atPath: unshare) else {
      return false
    }
    let process = Process()
    process.executableURL = URL(filePath: unshare)
    process.arguments = ["--mount", "sh", "-c", "mount -t tmpfs none /mnt && \(readOnly("/mnt"))"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private static let unshare = "/usr/bin/unshare"

  /// A launcher under which a folder is a disk of a few megabytes.
  static func launcher(megabytes: Int, at folder: String) -> [String] {
    launcher("mount -t tmpfs -o size=\(megabytes)m none '\(folder)'")
  }

  /// A launcher under which a folder cannot be written, by root either.
  static func launcher(readOnly folder: String) -> [String] {
    launcher(readOnly(folder))
  }

  private static func readOnly(_ folder: String) -> String {
    "mount --bind '\(folder)' '\(folder)' && mount -o remount,bind,ro '\(folder)'"
  }

  private static func launcher(_ mount: String) -> [String] {
    [unshare, "--mount", "sh", "-c", "\(mount) && exec \"$@\"", "sh"]
  }
}
