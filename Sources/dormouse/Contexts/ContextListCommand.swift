internal import ArgumentParser
internal import Foundation

/// `dormouse context list`
struct ContextListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List contexts by name.")

  @Option(name: .shortAndLong, help: "How results are printed.")
  var output = OutputFormat.table

  func run() throws {
    let contexts = try ContextFile(environment: ProcessInfo.processInfo.environment).load()
    let rows = contexts.contexts.sorted { $0.key < $1.key }.map { name, context in
      NamedContext(name: name, isCurrent: name == contexts.current, context: context)
    }
    var printer = ListPrinter(NamedContext.columns, format: output, console: Console()) {
      try $0.json()
    }
    try printer.print(rows)
    try printer.finish(empty: "There are no contexts; \"dormouse context add\" stores one.")
  }
}
