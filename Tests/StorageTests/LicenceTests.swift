internal import Cleanup
internal import Storage
internal import TestSupport
internal import Testing

@Suite("Seats by the day, as stored")
struct LicenceTests {
  private let today = CivilDay(of: day(0))

  @Test("What is freed and restored adds up, and a count of the day goes with it")
  func adds() async throws {
    try await withTenant { database in
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.countSeats(SeatChanges(freed: 3, restored: 1), onDay: today)
        try writer.keepSeats(held: 40, onDay: today, at: day(0))
        try writer.countSeats(SeatChanges(freed: 5), onDay: today)
        try writer.countSeats(SeatChanges(restored: 2), onDay: today)
      }
      #expect(
        try await counts(database) == [
          SeatCount(day: today, held: 37, changes: SeatChanges(freed: 8, restored: 3))
        ])
    }
  }

  @Test("Four hundred days are kept, the day of the count among them")
  func kept() async throws {
    try await withTenant { database in
      _ = try await database.write { (writer) throws(StorageError) in
        for back in [401, 400, 399, 1] {
          try writer.countSeats(SeatChanges(freed: back), onDay: before(back))
        }
        try writer.keepSeats(held: 1, onDay: today, at: day(0))
      }
      #expect(try await counts(database).map(\.changes.freed) == [399, 1, 0])
    }
  }

  @Test("A price is stored, changed and taken away")
  func price() async throws {
    try await withTenant { database in
      let price = SeatPrice(minorUnitsPerMonth: 7950, currency: "NOK")
      var etags: [String] = []
      for wanted in [price, nil] {
        let stored = try await database.write { (writer) throws(StorageError) in
          try writer.putSeatPrice(wanted, by: "ann", at: day(1))
        }.value
        let read = try await database.read { (reader) throws(StorageError) in
          try reader.seatPrice()
        }
        #expect(read == stored && stored.price == wanted && stored.updatedBy == "ann")
        etags.append(stored.etag)
      }
      #expect(Set(etags).count == 2)
    }
  }

  @Test("Whoever shows with an open account holds a seat; of groups each member once")
  func holders() async throws {
    try await withTenant { database in
      try await database.importUsers([
        .test("a", groups: ["g", "h"]), .test("b", groups: ["h"]), .test("c"),
      ])
      let user = try await database.user("b")
      let groups = try await database.read { (reader) throws(StorageError) in
        try reader.groupGraph().groups(named: ["g", "h"], in: nil)
      }
      let count = { () async throws -> [Int] in
        try await database.read { (reader) throws(StorageError) in
          [
            try reader.seatHolders(among: nil), try reader.seatHolders(among: groups),
            try reader.seatHolders(among: []),
          ]
        }
      }
      #expect(try await count() == [3, 2, 0])
      _ = try await database.write { (writer) throws(StorageError) in
        try writer.setActive(false, of: user.id, at: day(2))
      }
      #expect(try await count() == [2, 1, 0])
    }
  }

  private func before(_ days: Int) -> CivilDay {
    CivilDay(daysSince1970: today.daysSince1970 - days)
  }

  private func counts(_ database: TenantDatabase) async throws -> [SeatCount] {
    try await database.read { (reader) throws(StorageError) in
      try reader.seatCounts(from: before(1000), to: today)
    }
  }
}
