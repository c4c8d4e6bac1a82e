internal import ArgumentParser
internal import Foundation

/// `dormouse context use NAME`
struct ContextUseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "use", abstract: "Take settings from this context from now on.")

  @Argument(help: "Name of the context.")
  var name: String

  func run() throws {
    let file = ContextFile(environment: ProcessInfo.processInfo.environment)
    var contexts = try file.load()
    _ = try contexts.choose(name)
    contexts.current = name
    try file.save(contexts)
  }
}
