internal import Cleanup
internal import Foundation
internal import Messages

/// Writes a backup under another name until it is whole and on the disk, for its owner only.
final class BackupWriter {
  private let path: String
  private let part: String
  private let descriptor: Int32  // owned
  private var check = BackupFile.Check()
  private var isFinished = false

  /// Makes the temporary file beside the one that the backup becomes.
  init(_ path: String) throws(CommandError) {
    self.path = path
    part = "\(path).\(Identifier.random()).part"
    descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CommandError(
        .usage, "The file \(part) cannot be created: \(String(cString: strerror(errno))).")
    }
    try write(BackupFile.magic)
  }

  deinit {
    close(descriptor)
    if !isFinished { unlink(part) }
  }

  /// Checks and writes the next part.
  func add(_ value: BackupPart) throws(CommandError) {
    try check.add(value)
    let bytes = value.encode()
    let length = UInt32(bytes.count)
    try write((0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } + bytes)
  }

  /// Puts the whole backup in its place.
  func finish() throws(CommandError) -> BackupHeader {
    let header = try check.finish()
    guard fsync(descriptor) == 0, rename(part, path) == 0 else { throw failure }
    isFinished = true
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(directory) }
    guard directory >= 0, fsync(directory) == 0 else { throw failure }
    return header
  }

  private func write(_ bytes: [UInt8]) throws(CommandError) {
    guard Console.write(bytes, to: descriptor) else { throw failure }
  }

  private var failure: CommandError {
    CommandError(
      .failed, "The file \(path) cannot be written: \(String(cString: strerror(errno))).")
  }
}
