internal import ArgumentParser

/// `dormouse-bench [ROW…]`
struct MeasureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Measure rows of the table: those named, or all.",
    discussion: """
      Each row compares with a peer, or with a limit, in the same run: rounds alternate which side \
      goes first, and the median of their ratios must not be above the target. Peers are built by \
      Tests/Benchmarks/peers/build. The exit status is 1 when a row misses its target or cannot be \
      measured; with --quick only when something that could be measured did not work.
      """)

  @Argument(help: ArgumentHelp("Names of rows; none means all.", valueName: "ROW"))
  var rows: [String] = []

  @Flag(help: "Print a line of JSON for each row.")
  var json = false

  @Flag(help: "Print the table as Markdown.")
  var markdown = false

  @Flag(help: "One short round of each row: shows that they work, and nothing about speed.")
  var quick = false

  @Flag(help: "List the rows instead of measuring them.")
  var list = false

  @Option(help: ArgumentHelp("Folder of the peers that were built.", valueName: "DIR"))
  var peers = Setting.defaultPeersFolder

  @Option(help: ArgumentHelp("How many rounds there are instead of the usual.", valueName: "N"))
  var rounds: Int?

  func validate() throws {
    guard !json || !markdown else { throw ValidationError("Choose --json or --markdown.") }
    guard rounds.map({ $0 > 0 }) ?? true else { throw ValidationError("--rounds must be above 0.") }
    for name in rows where !AllRows.list.contains(where: { $0.about.name == name }) {
      throw ValidationError("There is no row \"\(name)\"; --list shows them.")
    }
  }

  func run() async throws {
    let chosen = AllRows.list.filter { rows.isEmpty || rows.contains($0.about.name) }
    if list {
      for row in chosen { print("\(row.about.name): \(row.about.what)") }
      return
    }
    let setting = Setting(isQuick: quick, peersFolder: peers, rounds: rounds)
    var results: [RowResult] = []
    for row in chosen {
      if !json { Notes.write("measuring \(row.about.name)") }
      let result = await RowResult(measuring: row, setting)
      if json { print(ResultLine(result).text) }
      if let trouble = result.trouble { Notes.write("\(row.about.name): \(trouble.message)") }
      results.append(result)
    }
    if !json {
      let table = ResultTable(results)
      print((markdown ? table.markdown : table.plain).joined(separator: "\n"))
    }
    let hasFailed = results.contains { quick ? $0.trouble?.code == .failed : !$0.isOK }
    if hasFailed { throw ExitCode.failure }
  }
}
