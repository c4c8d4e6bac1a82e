internal import Testing

@testable internal import Identity

@Suite("Ages of documents")
struct CacheControlTests {
  @Test(
    "What a server says of the age of a document is understood",
    arguments: [
      (["max-age=60"], 60), (["public, MAX-AGE=\"7\""], 7), (["no-store, max-age=60"], 0),
      (["no-cache"], 0), ([], nil), (["private"], nil), (["max-age=x"], nil), (["max-age=-3"], 0),
      (["public", "max-age=5"], 5),
    ] as [([String], Int?)])
  func ages(fields: [String], seconds: Int?) {
    #expect(CacheControl.maxAgeSeconds(fields) == seconds)
  }
}
