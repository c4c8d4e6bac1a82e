internal import Cleanup
internal import Foundation

/// Where backups lie while they are made or received. Nothing in it outlives the process.
struct TransferFolder: Sendable {
  private let path: String

  /// The folder of a data folder.
  init(in dataFolder: String) {
    path = "\(dataFolder)/transfers"
  }

  /// Makes the folder, and removes what an earlier process left in it.
  func clear() throws(StorageError) {
    try? FileManager.default.removeItem(atPath: path)
    try PrivateFiles.createFolder(path)
  }

  /// A path that nobody else has, of which there is no file.
  func newPath() -> String {
    "\(path)/\(Identifier.random()).sqlite"
  }
}
