internal import JSON

/// A value as Foundation's decoder reads it, type by type.
struct OracleValue: Decodable {
  let value: JSONValue

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = .null
    } else if let flag = try? container.decode(Bool.self) {
      value = .flag(flag)
    } else if let text = try? container.decode(String.self) {
      value = .text(text)
    } else if let whole = try? container.decode(Int64.self) {
      value = .whole(whole)
    } else if let number = try? container.decode(Double.self) {
      value = .number(number)
    } else if let list = try? container.decode([OracleValue].self) {
      value = .list(list.map(\.value))
    } else {
      value = .object(try container.decode([String: OracleValue].self).mapValues(\.value))
    }
  }
}
