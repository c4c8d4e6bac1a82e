internal import Foundation
internal import Testing

/// What the kernel says of the memory of another process.
struct ProcessMemory: Hashable {
  /// The most that was ever resident, in KiB.
  var peakKilobytes: Int

  /// Reads the process's entry now.
  init(of process: Int32) throws {
    let text = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let line = try #require(
      text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }, "\(text)")
    let number = line.split(whereSeparator: { " \t".contains($0) }).dropFirst().first
    peakKilobytes = try #require(number.flatMap { Int($0) }, "\(line)")
  }
}
