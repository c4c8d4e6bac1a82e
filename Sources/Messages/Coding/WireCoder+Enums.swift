internal import Cleanup
internal import Protobuf

/// Fields that hold an enum.
extension WireCoder {
  /// An enum that may be left unspecified, which is nil.
  mutating func code<Value: WireCode, C: RawRepresentable<UInt32>>(
    _ field: String, _ value: inout Value?, _ c: inout C
  ) {
    switch direction {
    case .reading:
      let number = Int(c.rawValue)
      value = Value(wireNumber: number)
      if value == nil, number != 0 {
        // The number is an int32 on the wire, though the compiler has it without a sign.
        refuse(field, "has the unknown value \(Int32(bitPattern: c.rawValue))")
      }
    case .writing: set(&c, value?.wireNumber ?? 0)
    }
  }

  /// An enum that must be specified.
  mutating func code<Value: WireCode, C: RawRepresentable<UInt32>>(
    _ field: String, _ value: inout Value, _ c: inout C
  ) {
    switch direction {
    case .reading:
      if c.rawValue == 0 { return refuse(field, "must be set") }
      var read: Value?
      code(field, &read, &c)
      value = read ?? value
    case .writing: set(&c, value.wireNumber)
    }
  }

  /// An enum that means something when it is left unspecified.
  mutating func code<Value: WireCode, C: RawRepresentable<UInt32>>(
    _ field: String, _ value: inout Value, _ c: inout C, else other: Value
  ) {
    var given: Value? = value
    code(field, &given, &c)
    value = given ?? other
  }

  /// Several enum values, each of which must be specified.
  mutating func codes<Value: WireCode, C: RawRepresentable<UInt32> & BitwiseCopyable>(
    _ field: String, _ values: inout [Value], _ c: inout UnsafeMutablePointer<C>?,
    _ count: inout Int
  ) {
    switch direction {
    case .reading:
      values = []
      for (index, element) in UnsafeBufferPointer(start: c, count: count).enumerated() {
        if let value = Value(wireNumber: Int(element.rawValue)) {
          values.append(value)
        } else {
          let number = Int32(bitPattern: element.rawValue)
          refuse("\(field)[\(index)]", "has the unknown value \(number)")
        }
      }
    case .writing:
      c = arena.array(values.compactMap { C(rawValue: UInt32($0.wireNumber)) })
      count = values.count
    }
  }

  /// An effect, which travels by its name.
  mutating func effect(
    _ field: String, _ value: inout Effect, _ c: inout UnsafeMutablePointer<CChar>?
  ) {
    var name = value.rawValue
    text(&name, &c)
    if let read = Effect(rawValue: name) {
      value = read
    } else {
      refuse(field, "has an unknown value")
    }
  }

  private func set<C: RawRepresentable<UInt32>>(_ c: inout C, _ number: Int) {
    // Every number makes a C enum.
    c = C(rawValue: UInt32(number)) ?? c
  }
}
