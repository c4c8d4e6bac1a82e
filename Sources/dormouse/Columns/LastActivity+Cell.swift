internal import Cleanup

extension LastActivity {
  /// The moment, or that there is none.
  var cell: Cell {
    switch self {
    case .unknown: .text("unknown")
    case .never: .text("never")
    case .known(let signal): .moment(signal.time)
    }
  }

  /// Who says so: the kind of the signal and its source.
  var origin: String {
    guard case .known(let signal) = self else { return "" }
    return signal.source.isEmpty ? signal.kind.name : "\(signal.kind.name) \(signal.source)"
  }
}
