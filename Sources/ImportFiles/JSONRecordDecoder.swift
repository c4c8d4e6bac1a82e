internal import Foundation

/// Turns a line of JSON into the values of a row type's columns.
struct JSONRecordDecoder {
  let columns: [ImportColumn]
  private let decoder = JSONDecoder()

  init(columns: [ImportColumn]) {
    self.columns = columns
  }

  func record(_ line: JSONLine) -> Result<ImportRecord, ImportError> {
    // The decoder would repair broken UTF-8 in places, so it is checked first.
    if case .failure(var error) = FieldText.string(from: line.bytes[...]) {
      error.line = line.line
      return .failure(error)
    }
    do {
      let object = try decoder.decode(
        JSONObject.self, from: Data(line.bytes), configuration: columns)
      return .success(ImportRecord(line: line.line, columns: columns, values: object.values))
    } catch var error as ImportError {
      error.line = line.line
      return .failure(error)
    } catch {
      return .failure(ImportError(.badJSON, "the line is not a JSON object", line: line.line))
    }
  }
}
