/// The rows about directories on other servers, held against the server's own tool.
enum DirectoryRows {
  static let list: [any BenchRow] = [
    DirectoryRow(), DirectoryFirstRow(), DirectoryMemoryRow(),
  ]
}
