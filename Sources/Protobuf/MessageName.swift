/// The full name of a generated message type, such as `dormouse.v1.Run`.
package func messageName<Message>(_ initialize: Arena.Initializer<Message>) -> String {
  MessageDescriptor(initialize).name
}
