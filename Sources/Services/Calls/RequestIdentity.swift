internal import Cleanup
internal import Identity
internal import Messages
internal import Storage

/// What tells a repeat of a changing call from another call.
struct RequestIdentity: Sendable {
  /// Most characters of a request id; combining marks count each.
  static let maxLength = 128

  /// The key under which the first answer is stored.
  let key: RequestKey
  /// The hash of the whole request.
  let bodyHash: [UInt8]

  /// The identity of a request; nil when it has no request id.
  init?(
    _ requestID: String, path: String, body: some WireMessage, caller: Caller
  ) throws(Refusal) {
    try self.init(
      requestID, path: path, bodyHash: RequestHash.of(body.encode()), caller: caller)
  }

  /// The identity of a request whose body was hashed as it came.
  init?(_ requestID: String, path: String, bodyHash: [UInt8], caller: Caller) throws(Refusal) {
    if requestID.isEmpty { return nil }
    try Self.check(requestID)
    key = RequestKey(tokenID: caller.tokenID, method: path, requestID: requestID)
    self.bodyHash = bodyHash
  }

  /// Refuses a request id that is too long.
  static func check(_ requestID: String) throws(Refusal) {
    guard requestID.unicodeScalars.count <= maxLength else {
      throw .invalid("request_id", "must have at most \(maxLength) characters")
    }
  }

  /// The answer to give again; nil when the request was not seen before. Another body is refused.
  func answer(in stored: StoredRequest?) throws(Refusal) -> [UInt8]? {
    guard let stored else { return nil }
    guard stored.bodyHash == bodyHash else {
      throw Refusal(
        .requestIDReused,
        "The request_id was used before with another body: take a new one for a new request.")
    }
    return stored.answer
  }

  /// The row that makes later repeats get the same answer.
  func stored(_ answer: [UInt8], at now: Moment) -> StoredRequest {
    StoredRequest(key: key, bodyHash: bodyHash, answer: answer, time: now)
  }
}
