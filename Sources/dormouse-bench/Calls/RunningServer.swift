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
    let used = try child.usage().cpuSeconds - before
    return max(used, ProcessUsage.tickSeconds) * 1e6 / Double(load.callCount)
  }

  /// How long it takes to answer a load. Unit: seconds.
  func seconds(for load: Load) throws -> Double {
    let start = ContinuousClock.now
    try load.run(on: self)
    return (ContinuousClock.now - start) / .seconds(1)
  }

  /// How long a client waits that makes so many calls one at a time: what so many of a hundred calls
  /// took at most. Unit: microseconds. It fails when a single call does.
  ///
  /// - Parameter interval: how long lies between the beginnings of two calls, if it matters. Unit:
  ///   microseconds.
  func latency(
    _ callCount: Int, percentile: Int = 50, interval: Int? = nil
  ) throws -> Double {
    var arguments = [
      "call", "--port", String(port), "--count", String(callCount), "--percentile",
      String(percentile),
    ]
    if let interval { arguments += ["--interval", String(interval)] }
    let ending = try Child(Tool.own("dormouse-bench"), arguments, on: .load).ending()
    let text = ending.output.split(separator: "\n").first ?? ""
    guard ending.status == 0, let microseconds = Double(text) else {
      throw BenchError(.failed, "the calls one at a time failed")
    }
    return microseconds
  }
}
