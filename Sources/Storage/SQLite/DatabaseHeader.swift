internal import Glibc

/// The first bytes of a database file, read before SQLite may write to it.
///
/// A file of a newer program or of another one must be left exactly as it is.
enum DatabaseHeader {
  /// Bytes of the header (SQLite's file format, section 1.3).
  static let length = 100
  /// What the versions for writing and reading are in a file with a write-ahead log.
  private static let logFormat: UInt8 = 2

  /// Refuses a file that is not one of the given kind, or whose schema is too new.
  ///
  /// - Returns: whether the header says that the schema is this program's newest, and that there is a
  ///   write-ahead log.
  static func check(_ path: String, kind: DatabaseKind) throws(StorageError) -> Bool {
    let bytes = try read(path, kind)
    // An empty file is a new one; its log may hold more, which the migrator looks at.
    if bytes.isEmpty { return false }
    guard bytes.count == length, bytes.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw StorageError(.corrupt, "\(kind.name) is not a database file")
    }
    let version = Int(number(bytes, at: 60))
    try check(
      applicationID: Int32(bitPattern: number(bytes, at: 68)), version: version, kind: kind)
    return version == kind.newestVersion && bytes[18...19].allSatisfy { $0 == logFormat }
  }

  /// Refuses foreign ids and newer versions. An id of 0 is a file that was made and not yet filled.
  static func check(
    applicationID: Int32, version: Int, kind: DatabaseKind
  ) throws(StorageError) {
    if applicationID != kind.applicationID, applicationID != 0 || version != 0 {
      throw StorageError(.corrupt, "\(kind.name) is a file of another program")
    }
    if version > kind.newestVersion {
      throw StorageError(
        .newerSchema,
        "a newer version of the program wrote \(kind.name):"
          + " its schema is \(version), and this program knows \(kind.newestVersion)")
    }
  }

  private static func read(_ path: String, _ kind: DatabaseKind) throws(StorageError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StorageError(.readOnly, "\(kind.name) cannot be read") }
    defer { _ = close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: length)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, length, 0) }
    guard count >= 0 else { throw StorageError(errno: errno, doing: "read a file") }
    return Array(bytes.prefix(count))
  }

  private static func number(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
