internal import ArgumentParser
internal import Flooding
internal import Foundation

/// `dormouse-bench flood`: a hostile client of the rows about floods, in a process of its own.
struct FloodCommand: ParsableCommand {
  /// The lowest priority there is: a flood takes what others leave of its core.
  private static let niceness: Int32 = 19
  /// How often it is looked whether the connections are made.
  private static let lookMicroseconds: UInt32 = 1000

  static let configuration = CommandConfiguration(
    commandName: "flood",
    abstract: "Flood a server until stopped by a signal, and say so once it has begun.",
    shouldDisplay: false)

  @Option(help: "What the flood is called.")
  var kind: String

  @Option(help: "Port of loopback.")
  var port: Int

  func run() throws {
    guard let flood = BenchFloods.all.first(where: { $0.name == kind }) else {
      throw ValidationError("There is no flood \"\(kind)\".")
    }
    _ = nice(Self.niceness)
    let flooder = Flooder(flood, port: port, reconnectTime: .zero)
    // There is no event for a connection that another thread has made.
    while flooder.report.connections < flood.connectionCount { usleep(Self.lookMicroseconds) }
    try FileHandle.standardOutput.write(contentsOf: Data("flooding\n".utf8))
    withExtendedLifetime(flooder) {
      while pause() != 0 {}
    }
  }
}
