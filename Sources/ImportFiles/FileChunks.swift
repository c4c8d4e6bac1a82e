internal import Foundation

/// The bytes of a file or of standard input, read as they are asked for.
///
/// Reading blocks the calling thread, so it belongs in a command-line program or on a thread of
/// its own, never on an event loop.
package struct FileChunks: ChunkSource {
  private let handle: FileHandle

  /// Opens the file at a path; `-` is standard input.
  package init(path: String) throws(ImportError) {
    if path == "-" {
      handle = .standardInput
      return
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ImportError(.unreadable, "there is no file \(path)")
    }
    guard !isFolder.boolValue else {
      throw ImportError(.unreadable, "\(path) is a folder, not a file")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw ImportError(.unreadable, "\(path) may not be read")
    }
    self.handle = handle
  }

  package mutating func next() throws(ImportError) -> [UInt8]? {
    do {
      guard let data = try handle.read(upToCount: ImportLimits.chunkBytes), !data.isEmpty else {
        return nil
      }
      return [UInt8](data)
    } catch {
      throw ImportError(.unreadable, "the file could not be read to its end")
    }
  }
}
