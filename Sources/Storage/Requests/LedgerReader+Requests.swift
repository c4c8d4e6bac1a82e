extension LedgerReader {
  /// How a call with this key was answered; nil when it is new.
  package func request(_ key: RequestKey) throws(StorageError) -> StoredRequest? {
    try connection.first(
      """
      SELECT body_hash, answer, time FROM requests
      WHERE token_id = ? AND method = ? AND request_id = ?
      """, key.tokenID, key.method, key.requestID
    ) { row in
      StoredRequest(
        key: key, bodyHash: row.bytes(0), answer: row.bytes(1), time: row.moment(2))
    }
  }
}
