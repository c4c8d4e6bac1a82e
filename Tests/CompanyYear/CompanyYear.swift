internal import ArgumentParser
internal import Foundation
internal import Simulation

/// Lives through a simulated year of one company, and is killed twice a month: whoever starts it does so
/// again until it ends by itself.
@main
struct CompanyYear: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "CompanyYear",
    abstract: "Simulates a year of one company; start it again whenever it was killed.")

  @Option(help: "Everything that happens follows from this number.")
  var seed: UInt64

  @Option(help: "Folder of the data and the diary.")
  var folder: String

  func run() async throws {
    try await Simulator(year: Year(seed: seed), folder: folder).run()
  }
}
