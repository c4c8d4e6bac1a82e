/// A server under load: its process, and where it listens.
struct RunningServer: Sendable {
  let child: Child
  let port: Int
  let tls: Certificate?

  /// A server that says `listening on HOST:PORT` in its first line.
  init(_ child: Child, tls: Certificate? = nil) throws(BenchError) {
    self.child = child
    self.tls = tls
    guard let line = child.line(), line.hasPrefix("listening on "),
      let port = line.split(separator: ":").last.flatMap({ Int($0) })
    else { throw BenchError(.failed, "a server did not start") }
    self.port = port
  }

  /// A server on a port that it was told.
  init(_ child: Child, port: Int) throws(BenchError) {
    self.child = child
    self.port = port
    tls = nil
    try FreePort.waitForListener(on: port)
  }

  /// Time on a core that each call costs the server. Unit: microseconds.
  func cpuPerCall(_ load: Load) throws -> Double {
    let before = try child.usage().cpuSeconds
    try load.run(on: self)
    return (try child.usage().cpuSeconds - before) * 1e6 / Double(load.callCount)
  }
}
