internal import Directories

/// How a rehearsal ended.
enum Rehearsal<Value> {
  /// Nothing outside is wanted, and the work was done for good.
  case done(Value)
  /// The work was taken back: remote directories have to be changed first.
  case wants(RemoteWants)
}
