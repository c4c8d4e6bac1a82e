internal import Foundation

/// How long a login waits for its answer while logins come at half of the rate that the server can take,
/// against one write that reaches the same disk.
struct LoginDelayRow: BenchRow {
  /// For how long logins come.
  private static let load: Duration = .seconds(3)
  private static let writes = 200

  let about = RowDescription(
    name: "logins-p99", what: "99 of 100 logins are answered within, at half of the top rate",
    against: "a write of 4 KiB and its fdatasync, median", unit: .microseconds,
    target: .reported)

  func measure(_ setting: Setting) async throws -> [Round] {
    let folder = try ScratchFolder()
    let logins = try LoginLoad(setting, folder)
    let top = try logins.microsecondsPerLogin()
    return try await setting.alternating {
      try logins.wait(
        microsecondsPerLogin: 2 * top, during: setting.isQuick ? .milliseconds(200) : Self.load)
    } peer: {
      try Self.syncedWrite(in: folder)
    }
  }

  /// The median of what a small write takes until it is on disk. Unit: microseconds.
  private static func syncedWrite(in folder: ScratchFolder) throws -> Double {
    let descriptor = open("\(folder.path)/synced", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw BenchError(.failed, "no file can be made") }
    defer { _ = close(descriptor) }
    let page = [UInt8](repeating: 1, count: 4096)
    var times: [Double] = []
    for _ in 0..<writes {
      let start = ContinuousClock.now
      guard write(descriptor, page, page.count) == page.count, fdatasync(descriptor) == 0 else {
        throw BenchError(.failed, "a write did not reach the disk")
      }
      times.append((ContinuousClock.now - start) / .microseconds(1))
    }
    return times.sorted()[times.count / 2]
  }
}
