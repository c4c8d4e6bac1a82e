internal import Glibc

/// Files and folders that nobody but the service's own user can read.
enum PrivateFiles {
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

  /// Makes a folder that nobody else may enter; one that is there stays as it is.
  static func createFolder(_ path: String) throws(StorageError) {
    guard mkdir(path, folderMode) == 0 || errno == EEXIST else {
      throw StorageError(errno: errno, doing: "make a folder")
    }
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
