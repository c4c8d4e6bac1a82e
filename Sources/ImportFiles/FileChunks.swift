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

  /// Waits until there is something to read, or the end.
  package func waitUntilReadable() {
    var waiting = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, -1) < 0, errno == EINTR {}
  }

  package mutating func next() throws(ImportError) -> [UInt8]? {
    var count = 0
    // What a pipe has at the moment is enough: whoever writes into it may take its time.
    let bytes = [UInt8](unsafeUninitializedCapacity: ImportLimits.chunkBytes) { buffer, filled in
      repeat {
        count = read(handle.fileDescriptor, buffer.baseAddress, buffer.count)
      } while count < 0 && errno == EINTR
      filled = max(count, 0)
    }
    guard count >= 0 else {
      throw ImportError(.unreadable, "the file could not be read to its end")
    }
    return bytes.isEmpty ? nil : bytes
  }
}
