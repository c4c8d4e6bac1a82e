internal import Foundation

/// Base64 as JSON Web Signatures have it (RFC 7515, section 2): for URLs, without padding.
enum Base64URL {
  /// The bytes of a text; nil when it is none of these.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var base64 = ""
    base64.reserveCapacity(text.utf8.count + 3)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "-"): base64.append("+")
      case UInt8(ascii: "_"): base64.append("/")
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        base64.unicodeScalars.append(Unicode.Scalar(byte))
      default: return nil
      }
    }
    base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
    return Data(base64Encoded: base64).map { Array($0) }
  }
}
