internal import Cleanup
internal import Messages
internal import Testing

@testable internal import dormouse

@Suite("Batches of an import")
struct BatchTests {
  @Test("A batch is full at a thousand users")
  func count() {
    var batch = Batch()
    #expect(batch.isEmpty)
    for number in 1...999 {
      batch.add(ImportedUser(externalID: "\(number)", username: "u\(number)"))
    }
    #expect(!batch.isFull)
    batch.add(ImportedUser(externalID: "1000", username: "u1000"))
    #expect(batch.isFull)
  }

  @Test("A batch does not wait for others for long")
  func age() {
    var batch = Batch()
    let end = ContinuousClock.now.advanced(by: ImportJob.batchTime * 2)
    #expect(!batch.isOld(at: end))
    batch.add(ImportedUser(externalID: "1", username: "u1"))
    #expect(!batch.isOld(at: .now) && batch.isOld(at: end))
  }

  @Test("A batch of the largest users there are still fits into a message")
  func bytes() {
    let text = String(repeating: "x", count: ImportedUser.maxTextBytes)
    let user = ImportedUser(
      externalID: text, username: text, displayName: text, email: text,
      groups: Array(repeating: text, count: ImportedUser.maxGroups))
    var batch = Batch()
    while !batch.isFull { batch.add(user) }
    #expect(ImportStep.items(batch.items).encode().count < 4 << 20)
    var groups = Batch()
    while !groups.isFull { groups.add(ImportedGroup(name: text, parent: text)) }
    #expect(groups.items.groups.count == ImportJob.mostPerBatch)
  }
}
