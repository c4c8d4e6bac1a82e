internal import Directories

/// How a part of a run meets remote directories.
enum RunPart {
  /// Whoever needs changes there is left for later.
  case rehearsed
  /// The changes were made, or failed.
  case made(RemoteLedger, isRecovered: Bool)
}
