internal import Cleanup
internal import Foundation
internal import ImportFiles

/// Everything that a file gives: good rows and bad records, in order.
func readRows<Row: ImportRow>(
  _ type: Row.Type, _ chunks: [[UInt8]], _ format: ImportFormat = .csv
) throws(ImportError) -> [Result<Row, ImportError>] {
  var reader = ImportReader<Row, MemoryChunks>(MemoryChunks(chunks), format: format)
  var results: [Result<Row, ImportError>] = []
  while let result = try reader.next() { results.append(result) }
  return results
}

/// The users of a file given as text.
func readUsers(
  _ text: String, _ format: ImportFormat = .csv
) throws(ImportError) -> [Result<ImportedUser, ImportError>] {
  try readRows(ImportedUser.self, [Array(text.utf8)], format)
}

/// The only bad record of a file of users; nil where there is none, or more than one.
func onlyError(_ bytes: [UInt8], _ format: ImportFormat = .csv) throws -> ImportError? {
  let errors = try readRows(ImportedUser.self, [bytes], format).compactMap { $0.failure }
  return errors.count == 1 ? errors[0] : nil
}

extension Result {
  /// The error, where there is one.
  var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}

/// A file of this repository, found from where this source file stands.
func fixture(_ name: String) -> String {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/\(name)").path
}
