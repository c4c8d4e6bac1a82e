internal import CSQLite
internal import Cleanup

extension AuditHash: BoundValue {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    withUnsafeBytes { bytes in
      sqlite3_bind_blob(
        statement, index, bytes.baseAddress, Int32(clamping: bytes.count),
        PreparedStatement.copied)
    }
  }
}
