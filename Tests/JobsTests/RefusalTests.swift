internal import Cleanup
internal import Testing

@testable internal import Jobs
@testable internal import Storage

@Suite("Refusals of storage")
struct RefusalTests {
  /// Result codes of SQLite: an interruption, no memory, damage, a full disk, a contradiction.
  @Test("What storage refuses is a sentence that says what to do", arguments: [9, 7, 11, 13, 19])
  func sentences(code: Int32) {
    let message = Refusal(StorageError(sqliteCode: code)).message
    #expect(message.first?.isUppercase == true, "\(message)")
    #expect(message.hasSuffix(".") && !message.hasSuffix(".."), "\(message)")
    #expect(message.contains(": "), "\(message)")
  }
}
