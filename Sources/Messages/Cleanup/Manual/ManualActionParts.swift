internal import Cleanup

/// What the kinds of manual action need, as the protos have it: side by side.
struct ManualActionParts {
  var group = ""
  var until: Moment?
  var owner = ""

  init(_ kind: ManualActionKind) {
    switch kind {
    case .removeFromGroup(let group), .addToGroup(let group): self.group = group
    case .exempt(let until, let owner): (self.until, self.owner) = (until, owner)
    case .deactivate, .reactivate, .restore: break
    }
  }

  /// The kind, with a note of each part that is missing or out of place.
  func kind(_ effect: Effect, _ coder: inout WireCoder) -> ManualActionKind {
    let takesGroup = effect == .removeFromGroup || effect == .addToGroup
    if takesGroup == group.isEmpty {
      coder.refuse(
        "group",
        takesGroup
          ? "must name the group" : "must be empty unless a group is what the action is about")
    }
    if effect != .exempt, until != nil {
      coder.refuse("until_time", "must be absent unless action is EXEMPT")
    }
    if effect != .exempt, !owner.isEmpty {
      coder.refuse("owner", "must be empty unless action is EXEMPT")
    }
    return switch effect {
    case .deactivate: .deactivate
    case .reactivate: .reactivate
    case .removeFromGroup: .removeFromGroup(group)
    case .addToGroup: .addToGroup(group)
    // Without a date it is 1970, which is refused together with the other fields.
    case .exempt: .exempt(until: until ?? .unset, owner: owner)
    case .restore: .restore
    }
  }
}
