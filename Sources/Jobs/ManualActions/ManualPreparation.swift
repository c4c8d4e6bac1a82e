internal import Directories

/// What was done in remote directories for a manual action, before it is stored.
package struct ManualPreparation: Sendable {
  let ledger: RemoteLedger

  /// Nothing: for an action that is taken back.
  package static var rehearsal: ManualPreparation { ManualPreparation(ledger: RemoteLedger()) }

  /// Nothing, because no remote directory can be changed.
  package static var none: ManualPreparation {
    ManualPreparation(ledger: RemoteLedger(RemoteResults()))
  }
}
