package import Cleanup
package import Storage

/// Checks what is asked and makes the run that takes another one back, all in the caller's transaction.
package enum UndoStarter {
  /// Makes an undo of a run that has ended. Nobody is touched before everything was checked.
  ///
  /// A second undo of the same run is allowed: it gives back what the first one could not.
  package static func start(
    undoing id: String, by caller: Caller, at now: Moment, in writer: TenantWriter
  ) throws(Refusal) -> Run {
    let undone = try undoable(id, in: writer.reader)
    return try attempt { () throws(StorageError) in
      let run = Run(
        id: Identifier.ordered(at: now), kind: .undo, startedBy: caller.tokenName,
        startedAt: now, analysisID: "", undoes: undone.id, policy: undone.policy,
        candidates: try writer.reader.touchedCount(of: undone))
      try writer.createRun(run, by: caller)
      try writer.audit(.undoStarted(run, by: caller))
      return run
    }
  }

  private static func undoable(
    _ id: String, in reader: TenantReader
  ) throws(Refusal) -> Run {
    let found = try attempt { () throws(StorageError) in
      (run: try reader.run(id), atWork: try reader.runningRun())
    }
    guard let run = found.run else {
      throw Refusal(.runNotFound, "There is no such run: list the log.")
    }
    guard run.kind == .cleanup else {
      throw Refusal(.runNotUndoable, "The run is an undo itself: analyze and run instead.")
    }
    guard run.state != .running else {
      throw Refusal(
        .runInProgress, "The run is still at work: cancel it, or wait for its end, then undo it.")
    }
    guard found.atWork == nil else {
      throw Refusal(.runInProgress, "A run is at work: wait for its end, or cancel it.")
    }
    return run
  }
}
