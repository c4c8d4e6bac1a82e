/// One record of a CSV file: where it starts, and its fields without their quotation marks.
struct CSVRecord: Hashable {
  var line: Int
  var fields: [String]
}
