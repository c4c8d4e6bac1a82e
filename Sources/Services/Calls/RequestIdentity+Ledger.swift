internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension RequestIdentity {
  /// The first answer to the same request; nil when it is the first.
  func repeated<Response: WireMessage>(
    in reader: some LedgerReader
  ) throws(Refusal) -> Response? {
    let stored = try attempt { () throws(StorageError) in try reader.request(key) }
    return try answer(in: stored).map(Self.decoded)
  }

  /// Stores the answer for repeats.
  func remember(
    _ response: some WireMessage, at now: Moment, in writer: some LedgerWriter
  ) throws(Refusal) {
    try attempt { () throws(StorageError) in
      try writer.putRequest(stored(response.encode(), at: now))
    }
  }

  /// An answer that was stored by this program.
  static func decoded<Response: WireMessage>(_ answer: [UInt8]) throws(Refusal) -> Response {
    do {
      return try Response.decode(answer)
    } catch {
      throw Refusal(
        .internalError,
        "The request was carried out before, and the answer stored for its request_id cannot be read:"
          + " look at what it did, and give the next another request_id.")
    }
  }
}
