internal import Glibc

/// Files and folders that nobody but the service's own user can read.
package enum PrivateFiles {
  /// Mode of files: `-wal` and `-shm` files take it over from their database.
  static let fileMode: mode_t = 0o600
  /// Mode of folders.
  static let folderMode: mode_t = 0o700

  /// Makes an empty file unless it is there, and keeps others from reading it.
  static func create(_ path: String) throws(StorageError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, fileMode)
    guard descriptor >= 0 else { throw StorageError(errno: errno, doing: "open a file") }
    defer { _ = close(descriptor) }
    guard fchmod(descriptor, fileMode) == 0 else {
      throw StorageError(errno: errno, doing: "protect a file")
    }
  }

  /// Bytes of a file; nil when it is not there.
  static func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// Puts a whole file in its place, so that nobody else can read it at any moment, and a loss of
  /// power leaves the old file or the new one.
  package static func write(_ text: String, to path: String) throws(StorageError) {
    let part = path + ".part"
    // What a crash left; a file that is made new cannot have been opened by anybody before.
    _ = unlink(part)
    try writeNew(text, to: part)
    guard rename(part, path) == 0 else {
      throw StorageError(errno: errno, doing: "rename a file")
    }
    try sync(folderOf: path)
  }

  private static func writeNew(_ text: String, to path: String) throws(StorageError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = open(path, flags, fileMode)
    guard descriptor >= 0 else { throw StorageError(errno: errno, doing: "make a file") }
    defer { _ = close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw StorageError(errno: errno, doing: "write a file") }
      rest = rest.dropFirst(count)
    }
    guard fsync(descriptor) == 0 else {
      throw StorageError(errno: errno, doing: "sync a file")
    }
  }

  /// Makes a folder that nobody else may enter; one that is there stays as it is.
  static func createFolder(_ path: String) throws(StorageError) {
    _ = try createNewFolder(path)
  }

  /// Makes a folder that nobody else may enter; false when something with its name is there already. Of
  /// several who make the same one, one does.
  static func createNewFolder(_ path: String) throws(StorageError) -> Bool {
    if mkdir(path, folderMode) == 0 { return true }
    guard errno == EEXIST else { throw StorageError(errno: errno, doing: "make a folder") }
    return false
  }

  /// Returns once a file's name would survive the loss of power.
  static func sync(folderOf path: String) throws(StorageError) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try sync(folder.isEmpty ? "/" : folder)
  }

  /// Returns once the names in a folder would survive the loss of power.
  static func sync(_ folder: String) throws(StorageError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StorageError(errno: errno, doing: "open a folder") }
    defer { _ = close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw StorageError(errno: errno, doing: "sync a folder")
    }
  }
}

extension StorageError {
  /// What an error number of the system means here.
  init(errno number: Int32, doing what: String) {
    let reason = String(cString: strerror(number))
    let code: Code =
      switch number {
      case ENOSPC, EDQUOT: .full
      case EROFS, EACCES, EPERM, ENOENT, ENOTDIR: .readOnly
      case EMFILE, ENFILE: .tooManyOpenFiles
      default: .io
      }
    self.init(code, "cannot \(what) in the data folder: \(reason)")
  }
}
