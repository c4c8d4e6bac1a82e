/// What cleanup does, without the group.
enum ActionCode: WireCode {
  case deactivate
  case removeFromGroup

  static let wireOrder: [ActionCode] = [.deactivate, .removeFromGroup]
}
