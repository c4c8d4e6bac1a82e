/// An enum whose values travel as the numbers of an enum in the protos.
protocol WireCode: Hashable {
  /// The values of the numbers 1, 2, 3 and so on; 0 is always `UNSPECIFIED`.
  static var wireOrder: [Self] { get }
}

extension WireCode {
  /// The value of a number, or nil if it has none.
  init?(wireNumber: Int) {
    guard Self.wireOrder.indices.contains(wireNumber - 1) else { return nil }
    self = Self.wireOrder[wireNumber - 1]
  }

  /// The number of this value.
  var wireNumber: Int {
    guard let index = Self.wireOrder.firstIndex(of: self) else {
      preconditionFailure("\(Self.self).wireOrder leaves out \(self).")
    }
    return index + 1
  }
}
