@testable internal import Protobuf

/// Unpacking within a budget: never more memory than allowed, and the same message whatever the
/// budget, as long as it is enough.
enum BudgetCheck {
  private static let tight = DecodingLimits(encodedBytes: 2000, unpackedBytes: 8192, depth: 6)

  static func run<C>(
    _ bytes: UnsafeRawBufferPointer, _ initialize: (UnsafeMutablePointer<C>?) -> Void
  ) throws(Finding) {
    let packed = try repacked(bytes, initialize, .standard)
    let tightly = try repacked(bytes, initialize, tight)
    if let tightly {
      try expect(tightly == packed, "a message depends on the budget for it")
    }
  }

  /// The message unpacked and packed again; nil where it is refused.
  private static func repacked<C>(
    _ bytes: UnsafeRawBufferPointer, _ initialize: (UnsafeMutablePointer<C>?) -> Void,
    _ limits: DecodingLimits
  ) throws(Finding) -> [UInt8]? {
    guard let unpacked = try? Unpacked(bytes, as: initialize, limits: limits) else { return nil }
    try expect(
      unpacked.heldBytes <= limits.unpackedBytes,
      "a message holds \(unpacked.heldBytes) of \(limits.unpackedBytes) bytes")
    let packed = unpacked.withMessage { Protobuf.packed($0) }
    if let json = unpacked.withMessage({ try? json($0) }) { try expectJSON(json) }
    let again = packed.withUnsafeBytes { bytes -> [UInt8]? in
      guard let unpacked = try? Unpacked(bytes, as: initialize) else { return nil }
      return unpacked.withMessage { Protobuf.packed($0) }
    }
    try expect(again == packed, "a message is packed as something else")
    return packed
  }
}
