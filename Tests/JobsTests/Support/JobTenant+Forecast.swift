internal import Cleanup
internal import Jobs
internal import Storage
internal import Testing

extension JobTenant {
  /// Looks ahead from the moment at which the tenant was made.
  func forecast(days: Int, mostUsers: Int) async throws -> Forecast {
    try await database.read(failingWith: Refusal.self) { (reader) throws(Refusal) in
      try Forecaster(reader, at: now).forecast(days: days, mostUsers: mostUsers)
    }
  }

  /// Restores a user whom cleanup put to sleep.
  func bringBack(_ username: String) async throws {
    #expect(try await act(.restore, username).map(\.result) == [.done])
  }
}
