internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension CleanupService {
  @Sendable
  func getLicenceHistory(
    _ request: GetLicenceHistoryRequest, _ call: TenantCall
  ) async throws(Refusal) -> LicenceHistory {
    guard (0...LicenceHistory.keptDays).contains(request.days) else {
      throw .invalid(
        "days",
        "must be 1 to \(LicenceHistory.keptDays), or 0 for \(LicenceHistory.defaultDays)")
    }
    let days = request.days == 0 ? LicenceHistory.defaultDays : request.days
    let now = call.now
    return try await attempt { () async throws(StorageError) in
      try await call.database.read { (reader) throws(StorageError) in
        try SeatMeasure.history(ofDays: days, at: now, in: reader)
      }
    }
  }

  @Sendable
  func setSeatPrice(
    _ request: SetSeatPriceRequest, _ call: TenantCall
  ) async throws(Refusal) -> StoredSeatPrice {
    let violations = request.price?.violations ?? []
    guard violations.isEmpty else {
      throw Refusal.invalid(violations.map { $0.inside("price") })
    }
    return try await call.change(
      Methods.Cleanup.setSeatPrice, request, requestID: request.requestID,
      isRehearsal: request.isValidateOnly
    ) { (writer) throws(Refusal) in
      let stored = try attempt { () throws(StorageError) in try writer.reader.seatPrice() }
      if !request.etag.isEmpty, request.etag != stored?.etag {
        throw Refusal(
          .staleETag, "The price changed since it was read: read it again and change that one.")
      }
      return try attempt { () throws(StorageError) in
        let new = try writer.putSeatPrice(
          request.price, by: call.caller.tokenName, at: call.now)
        try writer.audit(.seatPriceSet(from: stored, to: new, by: call.caller, at: call.now))
        return new
      }
    }
  }
}
