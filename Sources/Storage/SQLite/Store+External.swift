internal import CSQLite
internal import GRDB

extension Store {
  /// Keeps the last connection from checkpointing when it closes.
  static func disableCheckpointOnClose(_ database: Database) {
    dormouse_no_checkpoint_on_close(database.sqliteConnection)
  }
}
