internal import CMessages
internal import Protobuf

/// One step of an import, as `ImportUsers` takes them.
package enum ImportStep: WireMessage, Hashable {
  /// First, once.
  case begin(ImportBegin)
  /// Then any number of times.
  case items(ImportItems)
  /// Last, once.
  case finish(ImportFinish)
}

extension ImportStep: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ImportUsersRequest> {
    dormouse__v1__import_users_request__init
  }
  static var blank: ImportStep { .finish(ImportFinish()) }

  mutating func map(_ c: inout Dormouse__V1__ImportUsersRequest, _ coder: inout WireCoder) {
    switch coder.direction {
    case .reading: read(c, &coder)
    case .writing: write(&c, &coder)
    }
  }

  private mutating func read(
    _ c: Dormouse__V1__ImportUsersRequest, _ coder: inout WireCoder
  ) {
    switch c.step_case {
    case DORMOUSE__V1__IMPORT_USERS_REQUEST__STEP_BEGIN:
      self = .begin(coder.read(c.begin, named: "begin"))
    case DORMOUSE__V1__IMPORT_USERS_REQUEST__STEP_ITEMS:
      self = .items(coder.read(c.items, named: "items"))
    case DORMOUSE__V1__IMPORT_USERS_REQUEST__STEP_FINISH:
      self = .finish(coder.read(c.finish, named: "finish"))
    default: coder.refuse("step", "must be begin, items or finish")
    }
  }

  private func write(
    _ c: inout Dormouse__V1__ImportUsersRequest, _ coder: inout WireCoder
  ) {
    switch self {
    case .begin(let begin):
      c.step_case = DORMOUSE__V1__IMPORT_USERS_REQUEST__STEP_BEGIN
      c.begin = coder.build(begin)
    case .items(let items):
      c.step_case = DORMOUSE__V1__IMPORT_USERS_REQUEST__STEP_ITEMS
      c.items = coder.build(items)
    case .finish(let finish):
      c.step_case = DORMOUSE__V1__IMPORT_USERS_REQUEST__STEP_FINISH
      c.finish = coder.build(finish)
    }
  }
}
