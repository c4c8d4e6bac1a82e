internal import Foundation
internal import Messages

/// Reads a backup part by part, checking it on the way.
final class BackupReader {
  private let path: String
  private let handle: FileHandle
  private var check = BackupFile.Check()

  /// Opens a file that `tenant backup` has written.
  init(_ path: String) throws(CommandError) {
    self.path = path
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CommandError(.usage, "The file \(path) cannot be read.")
    }
    self.handle = handle
    guard try read(BackupFile.magic.count) == BackupFile.magic else {
      throw CommandError(.usage, "The file \(path) is no backup that dormouse has made.")
    }
  }

  /// Reads the whole file once to see whether it is whole; then it begins anew.
  func verify() throws -> BackupHeader {
    while try next() != nil {}
    let header = try check.finish()
    try handle.seek(toOffset: UInt64(BackupFile.magic.count))
    check = BackupFile.Check()
    return header
  }

  /// The next part; nil behind the last.
  func next() throws -> BackupPart? {
    let head = try read(BackupFile.lengthBytes)
    if head.isEmpty { return nil }
    let length = head.reduce(0) { $0 << 8 | Int($1) }
    guard head.count == BackupFile.lengthBytes, length <= BackupFile.maxPartBytes else {
      throw damaged
    }
    let bytes = try read(length)
    guard bytes.count == length else { throw damaged }
    guard let part = try? BackupPart.decode(bytes) else { throw damaged }
    try check.add(part)
    return part
  }

  private func read(_ count: Int) throws(CommandError) -> [UInt8] {
    do {
      return Array(try handle.read(upToCount: count) ?? Data())
    } catch {
      throw CommandError(.failed, "The file \(path) cannot be read.")
    }
  }

  private var damaged: CommandError {
    CommandError(.failed, "The backup \(path) is damaged or cut off.")
  }
}
