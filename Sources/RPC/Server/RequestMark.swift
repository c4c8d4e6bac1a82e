internal import HTTP2

/// What a connection remembers of a stream in the stream itself, so that most need nothing else.
enum RequestMark: Equatable {
  /// It was refused, or is none of a client's.
  case none
  /// It has its answer: one that was given at once, or one that is no gRPC.
  case answered
  /// It has a call.
  case called
  /// Its headers have come, and its method may answer as soon as its message is there: the method's
  /// place in the table, and how messages are compressed.
  case waiting(method: Int, MessageEncoding)

  /// Reads what a stream keeps; a new one keeps 0.
  init(_ mark: Int) {
    switch mark {
    case 0: self = .none
    case 1: self = .answered
    case 2: self = .called
    default:
      let encoding: MessageEncoding = mark.isMultiple(of: 2) ? .gzip : .identity
      self = .waiting(method: (mark - 3) / 2, encoding)
    }
  }

  /// Writes it into a stream.
  func note(in stream: HTTP2.Stream) {
    stream.mark =
      switch self {
      case .none: 0
      case .answered: 1
      case .called: 2
      case .waiting(let method, .identity): 3 + 2 * method
      case .waiting(let method, .gzip): 4 + 2 * method
      }
  }
}
