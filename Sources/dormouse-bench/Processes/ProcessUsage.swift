internal import Foundation

/// What a process has used so far, as the kernel counts it.
struct ProcessUsage: Hashable, Sendable {
  /// Time on a core, of all its threads, in user space and in the kernel.
  var cpuSeconds: Double
  /// The most memory that was resident at once.
  var peakMegabytes: Double

  /// Reads the usage of a process that still runs.
  init(of processID: Int32) throws(BenchError) {
    cpuSeconds = try Self.cpuSeconds(processID)
    peakMegabytes = try Self.peakMegabytes(processID)
  }

  /// `utime` and `stime` of `/proc/PID/stat`, which the kernel scales to the exact time on a core.
  private static func cpuSeconds(_ processID: Int32) throws(BenchError) -> Double {
    // The name of the program may hold blanks and stands in brackets; numbers follow it.
    let fields = try text("/proc/\(processID)/stat").split(separator: ")").last?.split(
      separator: " ")
    guard let fields, fields.count > 12, let user = Double(fields[11]),
      let system = Double(fields[12])
    else { throw BenchError(.failed, "the kernel's account of a process cannot be read") }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  private static func peakMegabytes(_ processID: Int32) throws(BenchError) -> Double {
    let lines = try text("/proc/\(processID)/status").split(separator: "\n")
    let peak = lines.first { $0.hasPrefix("VmHWM:") }?.split(whereSeparator: \.isWhitespace)
    guard let peak, peak.count > 1, let kibibytes = Double(peak[1]) else {
      throw BenchError(.failed, "the kernel's account of a process cannot be read")
    }
    return kibibytes * 1024 / 1_000_000
  }

  private static func text(_ path: String) throws(BenchError) -> String {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw BenchError(.failed, "a process that is measured has ended")
    }
    return text
  }
}
