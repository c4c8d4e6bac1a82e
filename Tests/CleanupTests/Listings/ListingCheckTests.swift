internal import Cleanup
internal import Testing

@Suite("Listings beside the last good one")
struct ListingCheckTests {
  @Test(
    "A listing may lose as many users as the limit says, and not one more",
    arguments: [
      (1000, 1000, 25, false), (1000, 750, 25, false), (1000, 749, 25, true),
      (1000, 600, 25, true), (1000, 0, 25, true), (1000, 1500, 25, false), (4, 3, 25, false),
      (4, 2, 25, true), (1, 0, 25, true), (0, 0, 25, false), (0, 10, 0, false),
      (1000, 999, 0, true), (1000, 1000, 0, false), (1000, 0, 100, false), (1000, 0, 99, true),
    ])
  func shrinking(before: Int, after: Int, percent: Int, isHeld: Bool) {
    let check = ListingCheck(
      accepted: ListingFigures(users: before), listing: ListingFigures(users: after),
      maxPercent: percent)
    #expect(check.defects == (isHeld ? [.shrank] : []))
    #expect(check.explanation.isEmpty != isHeld)
  }

  @Test(
    "The share without a last login may rise by 20 points, and not by more",
    arguments: [
      (1000, 100, 1000, 300, false), (1000, 100, 1000, 301, true), (1000, 100, 1000, 0, false),
      (1000, 900, 1000, 1000, false), (1000, 799, 1000, 1000, true), (1000, 800, 1000, 1000, false),
      (3, 1, 5, 3, true), (15, 5, 15, 8, false), (15, 5, 15, 9, true), (0, 0, 1000, 1000, false),
      (1000, 0, 0, 0, false),
    ])
  func withoutLogin(listed: Int, without: Int, newListed: Int, newWithout: Int, isHeld: Bool) {
    let check = ListingCheck(
      accepted: ListingFigures(users: 0, listed: listed, withoutLogin: without),
      listing: ListingFigures(users: 0, listed: newListed, withoutLogin: newWithout),
      maxPercent: 25)
    #expect(check.defects == (isHeld ? [.lostLogins] : []))
  }

  @Test("A refusal names every listing, its figures and what to do")
  func refusal() throws {
    let check = ListingCheck(
      accepted: ListingFigures(users: 1000, listed: 1000, withoutLogin: 10),
      listing: ListingFigures(users: 600, listed: 600, withoutLogin: 600), maxPercent: 25)
    #expect(check.defects == [.shrank, .lostLogins])
    let held = ["users", "legacy"].map {
      HeldListing(
        directory: $0, heldAt: Situation.now, listedAt: Situation.now, check: check, etag: "e")
    }
    let refusal = try #require(held.refusal)
    for part in [
      "\"users\"", "\"legacy\"", "600 users where 1000 were", "25 per cent", "100 per cent",
      "1 per cent", "20 points", "ReleaseHeldRun",
    ] {
      #expect(refusal.contains(part), "\(part)")
    }
    #expect([HeldListing]().refusal == nil)
  }
}
