internal import CTestMessages
internal import Foundation

@testable internal import Messages
@testable internal import Protobuf

/// One message type: whatever bytes come, reading stays within its budget, and what it accepts comes
/// back the same from another round, and prints as JSON.
struct MessageCheck: Sendable {
  /// The message's full name.
  let name: String
  /// An encoded message with every field set.
  let sample: [UInt8]
  private let check: @Sendable (UnsafeRawBufferPointer) throws(Finding) -> Void

  /// The first byte chooses the type, modulo how many there are; the rest is the message.
  static func run(_ input: UnsafeRawBufferPointer) throws(Finding) {
    guard let choice = input.first else { return }
    let bytes = UnsafeRawBufferPointer(rebasing: input.dropFirst())
    try all[Int(choice) % all.count].check(bytes)
  }

  init<Message: Mapped & Equatable>(_ type: Message.Type) {
    name = Message.fullName
    sample = MessageSample.bytes(of: MessageDescriptor(Message.initialize))
    check = { (bytes) throws(Finding) in
      try BudgetCheck.run(bytes, Message.initialize)
      guard let value = try? Message.decode(bytes) else { return }
      let encoded = value.encode()
      guard let again = try? Message.decode(encoded) else {
        throw Finding("\(Message.fullName) is not accepted when it comes back")
      }
      try expect(again == value, "\(Message.fullName) comes back as something else")
      guard let json = try? value.json() else {
        throw Finding("\(Message.fullName) was accepted and cannot be printed")
      }
      try expectJSON(json)
    }
  }

  /// A message that only tests have, with a field of every kind; it has no Swift value.
  init<C>(_ initialize: @escaping @Sendable (UnsafeMutablePointer<C>?) -> Void) {
    let descriptor = MessageDescriptor(initialize)
    name = descriptor.name
    sample = MessageSample.bytes(of: descriptor)
    check = { (bytes) throws(Finding) in try BudgetCheck.run(bytes, initialize) }
  }
}

/// Throws unless a text is JSON.
func expectJSON(_ text: String) throws(Finding) {
  let value = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
  try expect(value != nil, "this is no JSON: \(text)")
}
