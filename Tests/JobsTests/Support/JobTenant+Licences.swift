internal import Cleanup
internal import Jobs
internal import Storage

extension JobTenant {
  /// The day in UTC on which the tenant was made.
  var today: CivilDay { CivilDay(of: now) }

  /// What was counted of the seats today; nil for nothing.
  func seats() async throws -> SeatCount? {
    try await database.read { (reader) throws(StorageError) in
      try reader.seatCounts(from: today, to: today).first
    }
  }

  /// Counts the seats anew.
  func measureSeats() async throws {
    _ = try await database.write { (writer) throws(StorageError) in
      try SeatMeasure.measure(at: now, in: writer)
    }
  }

  /// The seats as they are told of some seconds after the tenant was made.
  func history(atSeconds seconds: Int64) async throws -> LicenceHistory {
    try await database.read { (reader) throws(StorageError) in
      try SeatMeasure.history(ofDays: 400, at: now.advanced(bySeconds: seconds), in: reader)
    }
  }
}
