internal import Cleanup

extension Run {
  /// What a command that waited for the run ends with; nil when all went well.
  var failure: CommandError? {
    if counts.failed > 0 {
      return CommandError(
        .partlyFailed,
        "\(Numbers.count(counts.failed, "user")) failed; see"
          + " \"dormouse log \(id) --outcome failed\".")
    }
    if state == .refused {
      return CommandError(.refused, "The run was refused: \(refusal.asSentence)")
    }
    if state == .cancelled {
      return CommandError(.failed, "The run was cancelled by \(cancelledBy).")
    }
    return nil
  }
}
