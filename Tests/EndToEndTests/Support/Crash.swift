internal import DirectoryServers
internal import Foundation

/// A moment at which a server that changes a directory is killed.
enum Crash: CaseIterable {
  /// Some changes never reach the directory.
  case beforeChange
  /// Some changes are made, and nobody hears of it.
  case afterChange
  /// Any.
  case anyMoment
  /// Any, and the server is asked to end.
  case asked

  /// What is done with changes until the server is dead; nil for nothing.
  var fault: RequestFault? {
    switch self {
    case .beforeChange: .hang
    case .afterChange: .holdAnswer
    case .anyMoment, .asked: nil
    }
  }

  /// The signal that ends the server.
  var signal: Int32 { self == .asked ? SIGTERM : SIGKILL }
}
