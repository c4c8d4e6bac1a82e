internal import CMessages
internal import Cleanup
internal import Protobuf

/// Fields that hold a timestamp, a wrapper or a field mask.
extension WireCoder {
  typealias Timestamp = UnsafeMutablePointer<Google__Protobuf__Timestamp>

  /// A moment that may be absent.
  mutating func moment(_ field: String, _ value: inout Moment?, _ c: inout Timestamp?) {
    switch direction {
    case .reading:
      value = nil
      if let c { value = moment(field, c.pointee) }
    case .writing:
      c = nil
      if let value { c = timestamp(value) }
    }
  }

  /// A moment that must be set.
  mutating func moment(_ field: String, _ value: inout Moment, _ c: inout Timestamp?) {
    switch direction {
    case .reading:
      guard let c else { return refuse(field, "must be set") }
      value = moment(field, c.pointee) ?? value
    case .writing: c = timestamp(value)
    }
  }

  /// Several moments.
  mutating func moments(
    _ field: String, _ values: inout [Moment],
    _ c: inout UnsafeMutablePointer<Timestamp?>?, _ count: inout Int
  ) {
    switch direction {
    case .reading:
      values = []
      for (index, element) in UnsafeBufferPointer(start: c, count: count).enumerated() {
        guard let element, let value = moment("\(field)[\(index)]", element.pointee) else {
          continue
        }
        values.append(value)
      }
    case .writing:
      var built: [Timestamp?] = []
      built.reserveCapacity(values.count)
      for value in values { built.append(timestamp(value)) }
      c = arena.array(built)
      count = values.count
    }
  }

  /// A number whose absence is not zero.
  func wrapped(
    _ value: inout Int?, _ c: inout UnsafeMutablePointer<Google__Protobuf__Int32Value>?
  ) {
    switch direction {
    case .reading: value = c.map { Int($0.pointee.value) }
    case .writing:
      c = nil
      guard let value else { return }
      let wrapper = arena.make(google__protobuf__int32_value__init)
      wrapper.pointee.value = Int32(clamping: value)
      c = wrapper
    }
  }

  /// A Boolean whose absence is not false.
  func wrapped(
    _ value: inout Bool?, _ c: inout UnsafeMutablePointer<Google__Protobuf__BoolValue>?
  ) {
    switch direction {
    case .reading: value = c.map { $0.pointee.value != 0 }
    case .writing:
      c = nil
      guard let value else { return }
      let wrapper = arena.make(google__protobuf__bool_value__init)
      wrapper.pointee.value = value ? 1 : 0
      c = wrapper
    }
  }

  /// Paths of fields, in snake_case as the protos have them; absent is nil.
  func mask(
    _ paths: inout [String]?, _ c: inout UnsafeMutablePointer<Google__Protobuf__FieldMask>?
  ) {
    var list = paths ?? []
    switch direction {
    case .reading:
      paths = nil
      guard let c else { return }
      texts(&list, &c.pointee.paths, &c.pointee.n_paths)
      paths = list
    case .writing:
      c = nil
      guard paths != nil else { return }
      let mask = arena.make(google__protobuf__field_mask__init)
      texts(&list, &mask.pointee.paths, &mask.pointee.n_paths)
      c = mask
    }
  }

  private mutating func moment(
    _ field: String, _ timestamp: Google__Protobuf__Timestamp
  ) -> Moment? {
    guard (Moment.earliest.seconds...Moment.latest.seconds).contains(timestamp.seconds),
      (0..<1_000_000_000).contains(timestamp.nanos)
    else {
      refuse(field, "must be a time in the years 1 to 9999 with 0 to 999,999,999 nanoseconds")
      return nil
    }
    return Moment(seconds: timestamp.seconds, nanoseconds: timestamp.nanos)
  }

  private func timestamp(_ moment: Moment) -> Timestamp {
    let timestamp = arena.make(google__protobuf__timestamp__init)
    timestamp.pointee.seconds = moment.seconds
    timestamp.pointee.nanos = moment.nanoseconds
    return timestamp
  }
}
