internal import Foundation
internal import Identity
internal import Messages

/// How a backup lies in a file: a line that names the format, and then each part as the server sent it,
/// with its length before it.
///
/// The last part holds the checksum, so that one file says of itself whether it is whole.
enum BackupFile {
  /// What the file begins with.
  static let magic = Array("dormouse backup 1\n".utf8)
  /// Most bytes of one part.
  static let maxPartBytes = 4 << 20
  /// Bytes of a length: a number with its highest byte first.
  static let lengthBytes = 4

  /// Checks that parts come in their order and are what the last one says.
  struct Check {
    private(set) var header: BackupHeader?
    private(set) var isWhole = false
    private var hash = StreamHash()

    /// Takes the next part in; throws what is wrong with it.
    mutating func add(_ part: BackupPart) throws(CommandError) {
      switch part {
      case .header(let header):
        guard self.header == nil else { throw Self.damaged("has two headers") }
        guard header.formatVersion == BackupHeader.currentFormat else {
          throw Self.damaged("has format \(header.formatVersion), which a newer program reads")
        }
        self.header = header
      case .chunk(let bytes):
        guard header != nil, !isWhole else { throw Self.damaged("is out of order") }
        hash.add(bytes)
      case .end(let end):
        guard header != nil, !isWhole else { throw Self.damaged("is out of order") }
        guard end.byteCount == hash.byteCount, end.sha256 == hash.value else {
          throw Self.damaged("is damaged: its checksum is not that of its bytes")
        }
        isWhole = true
      }
    }

    /// The header of a backup that came to its end.
    func finish() throws(CommandError) -> BackupHeader {
      guard let header, isWhole else { throw Self.damaged("is cut off: its end is missing") }
      return header
    }

    private static func damaged(_ what: String) -> CommandError {
      CommandError(.failed, "The backup \(what).")
    }
  }
}
