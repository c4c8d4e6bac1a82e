package import Cleanup
internal import Foundation

extension LedgerWriter {
  /// Remembers how a call was answered, in the transaction of its effect. `.conflict` when its key
  /// is known.
  ///
  /// Each new request takes some of yesterday's away, so that the table stays as small as a day is
  /// busy, wherever nothing else prunes it.
  package func putRequest(_ request: StoredRequest) throws(StorageError) {
    let yesterday = request.time.advanced(bySeconds: -StoredRequest.memorySeconds)
    _ = try pruneRequests(before: yesterday, limit: StoredRequest.forgottenAtOnce)
    try connection.run(
      """
      INSERT INTO requests (token_id, method, request_id, body_hash, answer, time)
      VALUES (?, ?, ?, ?, ?, ?)
      """, request.key.tokenID, request.key.method, request.key.requestID,
      Data(request.bodyHash), Data(request.answer), request.time.microseconds)
  }

  /// Forgets at most `limit` calls that were answered before a moment; answers how many.
  package func pruneRequests(
    before moment: Moment, limit: Int = 1000
  ) throws(StorageError) -> Int {
    try connection.change(
      """
      DELETE FROM requests WHERE (token_id, method, request_id) IN
        (SELECT token_id, method, request_id FROM requests WHERE time < ? ORDER BY time LIMIT ?)
      """, moment.microseconds, limit)
  }
}
