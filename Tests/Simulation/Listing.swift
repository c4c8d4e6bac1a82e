internal import Cleanup

/// What the company's directory says of everybody at a moment.
struct Listing {
  let people: [Person]
  let time: Moment
  /// Whether it says when people logged in.
  var hasLogins = true

  var users: [ImportedUser] {
    people.filter { $0.isListed(at: time) }.map(user)
  }

  /// Service accounts are excepted through a group that theirs is in.
  var groups: [ImportedGroup] {
    [ImportedGroup(name: CompanyRules.services, parent: CompanyRules.excepted)]
  }

  private func user(_ person: Person) -> ImportedUser {
    ImportedUser(
      externalID: person.name, username: person.name,
      createdAt: Year.moment(person.firstDay, 0), lastLogin: lastLogin(of: person),
      groups: groups(of: person))
  }

  private func lastLogin(of person: Person) -> ImportedUser.Login {
    if person.isSeenAtLogin || !hasLogins { return .unknown }
    return person.lastLogin(before: time).map { .at($0) } ?? .never
  }

  private func groups(of person: Person) -> [String] {
    switch person.kind {
    case .employee: []
    case .administrator: [CompanyRules.administrators]
    case .service: [CompanyRules.services]
    }
  }
}
