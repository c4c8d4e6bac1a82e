internal import Cleanup
internal import Testing

@Suite("Hashes of the audit")
struct AuditHashTests {
  @Test("A hash is read back from its digits, in either case")
  func digits() {
    let bytes = (0..<32).map { UInt8($0 * 8 % 256 + 3) }
    let hash = AuditHash(bytes)
    #expect(hash?.hexadecimal.count == 64)
    #expect(hash?.hexadecimal.hasPrefix("030b131b") == true)
    #expect(AuditHash(hexadecimal: hash?.hexadecimal ?? "") == hash)
    #expect(AuditHash(hexadecimal: hash?.hexadecimal.uppercased() ?? "") == hash)
    #expect(hash?.withUnsafeBytes { Array($0) } == bytes)
  }

  @Test(
    "What is no hash is none",
    arguments: [
      "", "0", String(repeating: "0", count: 63), String(repeating: "0", count: 65),
      String(repeating: "g", count: 64), String(repeating: "ø", count: 32),
      " " + String(repeating: "0", count: 63),
    ])
  func noHash(_ text: String) {
    #expect(AuditHash(hexadecimal: text) == nil)
  }
}
