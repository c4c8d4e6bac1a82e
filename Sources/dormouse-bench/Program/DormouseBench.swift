internal import ArgumentParser

/// The benchmark: Dormouse measured side by side with its peers.
@main
struct DormouseBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dormouse-bench",
    abstract: "Measures Dormouse side by side with its peers, and prints a table.",
    subcommands: [
      MeasureCommand.self, ServeCommand.self, CallCommand.self, ReportLoginsCommand.self,
      FloodCommand.self,
    ],
    defaultSubcommand: MeasureCommand.self)
}
