/// Every row, in the order of the table.
enum AllRows {
  static let list: [any BenchRow] =
    CallRows.list + FloodRows.list + ScaleRows.list
    + DirectoryRows.list
}
