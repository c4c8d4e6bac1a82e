extension Setting {
  /// The same setting with fewer rounds, for rows whose rounds take long.
  func atMost(_ rounds: Int) -> Setting {
    Setting(isQuick: isQuick, peersFolder: peersFolder, rounds: min(self.rounds, rounds))
  }
}
