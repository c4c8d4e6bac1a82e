internal import Cleanup
internal import ImportFiles
internal import Messages

/// One import: reads files record by record, sends them in batches, and keeps what was wrong.
struct ImportJob {
  /// Users or groups of one message at most; the server takes no more.
  static let mostPerBatch = 1000
  /// Bytes of one message after which the next is begun; the server takes 4 MiB.
  static let batchBytes = 1 << 20
  /// How long users or groups wait for others to go with them; the server waits for two minutes.
  static let batchTime: Duration = .seconds(30)
  /// Bad lines that are shown.
  static let mostShown = 20

  typealias Call = Upload<ImportStep, ImportSummary>

  /// A file to read.
  struct Source {
    var chunks: FileChunks
    var format: ImportFormat
  }

  private let session: Session
  private let skipsBad: Bool
  private var sent = ImportFinish()
  private var badCount = 0
  private var bad: [String] = []

  /// An import into a session's tenant.
  init(session: Session, skipsBad: Bool) {
    self.session = session
    self.skipsBad = skipsBad
  }

  /// Reads a file to its end and sends what is good; after a bad record nothing more is sent unless
  /// bad ones are left out, but the rest is read, so that every mistake can be told at once.
  mutating func send<Row: ImportItem>(
    _: Row.Type, _ source: Source, named name: String, to call: Call
  ) async throws {
    var reader = ImportReader<Row, FileChunks>(source.chunks, format: source.format)
    var bar = ProgressBar("Importing", console: session.console)
    var batch = Batch()
    while let result = try next(&reader, name) {
      switch result {
      case .success(let row):
        guard bad.isEmpty || skipsBad else { continue }
        batch.add(row)
        if batch.isFull || batch.isOld(at: .now) { try await flush(&batch, to: call) }
      case .failure(let error): note("\(name): \(error)")
      }
      bar.update(reader.rowCount, of: 0, unit: Row.noun)
    }
    try await flush(&batch, to: call)
  }

  /// Ends the command if there was a bad record that may not be left out.
  func refuseBad() throws(CommandError) {
    guard badCount > 0, !skipsBad else { return }
    showBad()
    throw CommandError(
      .failed,
      "Nothing was imported: \(Numbers.count(badCount, "line")) cannot be read;"
        + " mend the file, or leave them out with --skip-bad.")
  }

  /// Makes the import visible.
  func finish(_ call: Call) async throws -> Answer<ImportSummary> {
    try await call.send(.finish(sent))
    return try await call.finish()
  }

  /// Says what was left out, and what that means.
  func reportLeftOut(isFull: Bool) {
    guard badCount > 0 else { return }
    showBad()
    session.console.note("\(Numbers.count(badCount, "bad line")) left out.")
    if isFull {
      session.console.note(
        "Users who stood in them and were imported before count as vanished now;"
          + " --merge would have kept them.")
    }
  }

  private func showBad() {
    for line in bad { session.console.note(TerminalText.escaped(line)) }
    if badCount > bad.count {
      session.console.note("and \(Numbers.count(badCount - bad.count, "more line"))")
    }
  }

  private mutating func note(_ line: String) {
    badCount += 1
    if bad.count < Self.mostShown { bad.append(line) }
  }

  /// An error of the file as a whole names the file.
  private func next<Row>(
    _ reader: inout ImportReader<Row, FileChunks>, _ name: String
  ) throws(CommandError) -> Result<Row, ImportError>? {
    do throws(ImportError) {
      return try reader.next()
    } catch {
      throw CommandError(.failed, "In \(name), \(error).")
    }
  }

  private mutating func flush(_ batch: inout Batch, to call: Call) async throws {
    guard !batch.isEmpty else { return }
    sent.userCount += batch.items.users.count
    sent.groupCount += batch.items.groups.count
    let items = batch.items
    batch = Batch()
    try await call.send(.items(items))
  }
}
