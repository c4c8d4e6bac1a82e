internal import Foundation

/// A flat JSON object whose keys are columns of a row type.
struct JSONObject: DecodableWithConfiguration {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// One value for each column, in the same order.
  var values: [ImportValue]

  init(from decoder: any Decoder, configuration columns: [ImportColumn]) throws {
    let container = try decoder.container(keyedBy: Key.self)
    var known = 0
    values = []
    values.reserveCapacity(columns.count)
    for column in columns {
      let value = try Self.value(of: column, in: container)
      if value != .absent { known += 1 }
      if value == .absent, column.isRequired {
        throw ImportError(.missingColumn, "the key is missing", column: column.name)
      }
      values.append(value)
    }
    guard known < container.allKeys.count else { return }
    let names = Set(columns.map(\.name))
    let unknown = container.allKeys.map(\.stringValue).filter { !names.contains($0) }.sorted()
    throw ColumnErrors.unknown(unknown, known: columns)
  }

  private static func value(
    of column: ImportColumn, in container: KeyedDecodingContainer<Key>
  ) throws -> ImportValue {
    let key = Key(stringValue: column.name)
    guard container.contains(key) else { return .absent }
    guard try !container.decodeNil(forKey: key) else { return .empty }
    do {
      switch column.kind {
      case .text:
        let text = try container.decode(String.self, forKey: key)
        guard !text.utf8.contains(0) else { throw FieldText.nul }
        return text.isEmpty ? .empty : .text(text)
      case .flag:
        return .flag(try container.decode(Bool.self, forKey: key))
      case .list:
        return .list(try groupNames(container.decode([String].self, forKey: key)))
      }
    } catch var error as ImportError {
      error.column = column.name
      throw error
    } catch is DecodingError {
      throw ImportError(.badJSON, "the value must be \(expectation(column))", column: column.name)
    }
  }

  private static func groupNames(_ names: [String]) throws(ImportError) -> [String] {
    guard !names.contains("") else { throw ColumnErrors.emptyName }
    guard !names.contains(where: { $0.utf8.contains(0) }) else { throw FieldText.nul }
    return names
  }

  private static func expectation(_ column: ImportColumn) -> String {
    switch column.kind {
    case .text: "a string"
    case .flag: "true or false"
    case .list: "an array of strings"
    }
  }
}
