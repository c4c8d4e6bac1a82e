internal import Cleanup
internal import Protobuf

/// Copies fields between Swift values and generated messages, in one direction.
///
/// Reading collects what is wrong, with the path of each field, and goes on with a stand-in, so
/// that one pass finds everything. Writing builds in an arena that dies with the coder.
struct WireCoder: ~Copyable {
  /// Which side is copied to the other.
  enum Direction {
    case reading
    case writing
  }

  /// Most wrong fields that are noted of a message: each takes many times the bytes that it has there.
  static let maxViolations = 100

  let direction: Direction
  let arena = Arena()
  private(set) var violations: [FieldViolation] = []

  init(_ direction: Direction) {
    self.direction = direction
  }

  var isReading: Bool { direction == .reading }

  /// Notes that a field of the message at hand is wrong, unless many are already.
  mutating func refuse(_ field: @autoclosure () -> String, _ description: @autoclosure () -> String)
  {
    guard violations.count < Self.maxViolations else { return }
    violations.append(FieldViolation(field: field(), description: description()))
  }

  /// Takes back what was noted of fields that do not matter after all.
  mutating func forgive(_ fields: [String]) {
    violations.removeAll { fields.contains($0.field) }
  }

  /// Makes the generated message of a value; it lives as long as the coder.
  mutating func build<Message: Mapped>(_ value: Message) -> UnsafeMutablePointer<Message.C> {
    let message = arena.make(Message.initialize)
    var copy = value
    copy.map(&message.pointee, &self)
    return message
  }

  /// Reads a nested message; what is wrong in it is noted under its own name.
  mutating func read<Message: Mapped>(
    _ message: UnsafeMutablePointer<Message.C>?, named name: @autoclosure () -> String
  ) -> Message {
    guard let message else {
      refuse(name(), "must be set")
      return .blank
    }
    let before = violations.count
    var value = Message.blank
    value.map(&message.pointee, &self)
    for index in before..<violations.count {
      violations[index] = violations[index].inside(name())
    }
    return value
  }
}
