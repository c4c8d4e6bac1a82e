internal import Foundation

/// Values that are stored whole, as JSON in a text column.
enum StoredJSON {
  /// The JSON of a value, keys sorted, so that equal values have equal texts.
  static func encode(_ value: some Encodable) throws(StorageError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw StorageError(.conflict, "the value cannot be stored")
    }
  }

  /// The value of a JSON text.
  static func decode<Value: Decodable>(_ text: String) throws(StorageError) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    } catch {
      throw StorageError(.corrupt, "the database has a value that this program cannot read")
    }
  }
}
