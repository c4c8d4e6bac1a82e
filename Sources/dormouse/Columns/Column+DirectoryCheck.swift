internal import Cleanup

extension Column where Row == DirectoryProbe.Check {
  /// Something of a remote directory that was tried.
  static var directoryChecks: [Column] {
    [
      Column("check") { .text($0.name) },
      Column("ok") { .flag($0.isOK) },
      Column("finding") { .text($0.finding) },
    ]
  }
}
