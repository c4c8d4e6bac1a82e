internal import CSQLite
internal import Foundation

/// A value that can be bound to a statement.
protocol BoundValue {
  /// Binds the value; answers SQLite's result code. SQLite keeps a copy of texts and blobs.
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32
}

extension Int64: BoundValue {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, self)
  }
}

extension Int: BoundValue {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, Int64(self))
  }
}

extension Int32: BoundValue {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, Int64(self))
  }
}

extension Bool: BoundValue {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, self ? 1 : 0)
  }
}

extension String: BoundValue {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { characters in
        // An empty text may have no address, and no address would be NULL.
        guard let address = characters.baseAddress, !characters.isEmpty else {
          return sqlite3_bind_text(statement, index, "", 0, nil)
        }
        return sqlite3_bind_text(
          statement, index, address, Int32(clamping: characters.count), PreparedStatement.copied)
      }
    }
  }
}

extension Data: BoundValue {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    withUnsafeBytes { bytes in
      guard let address = bytes.baseAddress, !bytes.isEmpty else {
        return sqlite3_bind_zeroblob(statement, index, 0)
      }
      return sqlite3_bind_blob(
        statement, index, address, Int32(clamping: bytes.count), PreparedStatement.copied)
    }
  }
}

extension Optional: BoundValue where Wrapped: BoundValue {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    self?.bind(to: statement, at: index) ?? sqlite3_bind_null(statement, index)
  }
}
