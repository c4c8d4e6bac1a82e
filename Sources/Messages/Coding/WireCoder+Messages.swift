internal import Protobuf

/// Fields that hold messages.
extension WireCoder {
  /// A message that may be absent.
  mutating func message<Message: Mapped>(
    _ field: String, _ value: inout Message?, _ c: inout UnsafeMutablePointer<Message.C>?
  ) {
    switch direction {
    case .reading:
      value = nil
      if let c { value = read(c, named: field) }
    case .writing:
      c = nil
      if let value { c = build(value) }
    }
  }

  /// A message that must be set.
  mutating func message<Message: Mapped>(
    _ field: String, _ value: inout Message, _ c: inout UnsafeMutablePointer<Message.C>?
  ) {
    switch direction {
    case .reading:
      guard let c else { return refuse(field, "must be set") }
      value = read(c, named: field)
    case .writing: c = build(value)
    }
  }

  /// A message whose absence means its defaults; written always.
  mutating func defaulted<Message: Mapped>(
    _ field: String, _ value: inout Message, _ c: inout UnsafeMutablePointer<Message.C>?
  ) {
    switch direction {
    case .reading: value = c.map { read($0, named: field) } ?? .blank
    case .writing: c = build(value)
    }
  }

  /// Several messages.
  mutating func list<Message: Mapped>(
    _ field: String, _ values: inout [Message],
    _ c: inout UnsafeMutablePointer<UnsafeMutablePointer<Message.C>?>?, _ count: inout Int
  ) {
    switch direction {
    case .reading:
      values = []
      values.reserveCapacity(count)
      for (index, element) in UnsafeBufferPointer(start: c, count: count).enumerated() {
        if let element { values.append(read(element, named: "\(field)[\(index)]")) }
      }
    case .writing:
      var built: [UnsafeMutablePointer<Message.C>?] = []
      built.reserveCapacity(values.count)
      for value in values { built.append(build(value)) }
      c = arena.array(built)
      count = values.count
    }
  }
}
