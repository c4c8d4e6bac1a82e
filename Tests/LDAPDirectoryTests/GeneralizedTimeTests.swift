internal import Cleanup
internal import Testing

@testable internal import LDAPDirectory

@Suite("Times of LDAP servers")
struct GeneralizedTimeTests {
  @Test(
    "A time is read in each of its forms",
    arguments: [
      ("20240229173000Z", "2024-02-29T17:30:00Z"), ("20240229173000.0Z", "2024-02-29T17:30:00Z"),
      ("20240229173000.5Z", "2024-02-29T17:30:00.500Z"),
      ("20240229173000,123456789123Z", "2024-02-29T17:30:00.123456Z"),
      ("202402291730Z", "2024-02-29T17:30:00Z"), ("202402291730.5Z", "2024-02-29T17:30:30Z"),
      ("2024022917Z", "2024-02-29T17:00:00Z"), ("2024022917.25Z", "2024-02-29T17:15:00Z"),
      ("20240229173000+0130", "2024-02-29T16:00:00Z"),
      ("20240229233000-01", "2024-03-01T00:30:00Z"),
      ("20161231235960Z", "2017-01-01T00:00:00Z"), ("00010101000000Z", "0001-01-01T00:00:00Z"),
      ("99991231235959.999999Z", "9999-12-31T23:59:59.999999Z"),
    ])
  func forms(text: String, moment: String) {
    #expect(GeneralizedTime.moment(text)?.rfc3339 == moment)
  }

  @Test(
    "What is no time is none",
    arguments: [
      "", "Z", "20240229", "20240229Z", "20240229173000", "20240230173000Z", "20230229173000Z",
      "20241301000000Z", "20240229240000Z", "20240229236000Z", "20240229235961Z",
      "20240229173000.Z", "20240229173000z", "20240229173000Zx", "20240229173000+1",
      "20240229173000+2400", "20240229173000+01300", "2024022917300Z", "+0240229173000Z",
      "000001010000Z", "00010101000000+0100", "99991231235959-01", "２０２４0229173000Z",
    ])
  func nonsense(text: String) {
    #expect(GeneralizedTime.moment(text) == nil)
  }

  @Test("Active Directory counts from 1601, and means never by nothing")
  func windows() {
    #expect(WindowsTime.login("116444736000000000") == .at(Moment(seconds: 0)))
    let login = WindowsTime.login("133535466001234567")
    #expect(login == .at(Moment(microseconds: 1_709_073_000_123_456)))
    #expect(WindowsTime.login("0") == .never)
    for text in ["", "-1", "x", "1.5", "9223372036854775807", "99999999999999999999"] {
      #expect(WindowsTime.login(text) == nil, "\(text)")
    }
  }

  @Test("Ids of Active Directory have the form that its own tools show")
  func ids() {
    let bytes: [UInt8] = [
      0xE0, 0x04, 0x25, 0x3F, 0x89, 0x4F, 0xD3, 0x11, 0x9A, 0x0C, 0x03, 0x05, 0xE8, 0x2C, 0x33,
      0x01,
    ]
    #expect(BinaryID.guid(bytes) == "3f2504e0-4f89-11d3-9a0c-0305e82c3301")
    #expect(BinaryID.guid(Array(bytes.dropLast())) == nil)
    #expect(BinaryID.bytes(ofGUID: "3f2504e0-4f89-11d3-9a0c-0305e82c3301") == bytes)
    for text in ["", "3f2504e04f8911d39a0c0305e82c3301", "3f2504e0-4f89-11d3-9a0c-0305e82c330g"] {
      #expect(BinaryID.bytes(ofGUID: text) == nil)
    }
    let sid: [UInt8] = [1, 2, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 2, 0, 0]
    #expect(BinaryID.relativeID(ofSID: sid) == 513)
    #expect(BinaryID.relativeID(ofSID: Array(sid.dropLast(4))) == nil)
    #expect(BinaryID.relativeID(ofSID: [1, 0, 0, 0, 0, 0, 0, 5]) == nil)
  }
}
