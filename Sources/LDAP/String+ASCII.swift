extension String {
  /// Whether both are the same but for the case of ASCII letters, as names of attributes are compared.
  func isEqualASCII(_ other: String) -> Bool {
    // Servers write names as they were asked for, nearly always.
    utf8.count == other.utf8.count
      && (self == other
        || utf8.elementsEqual(other.utf8) { Self.lowercased($0) == Self.lowercased($1) })
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
