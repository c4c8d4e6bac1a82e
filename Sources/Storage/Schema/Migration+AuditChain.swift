extension Migration {
  /// Hashes that chain the events of the audit, and where the chain ends. In both kinds of database. The
  /// hashes of the events that are there are filled in by `MigrationWork.chainAudit`.
  static let auditChain = """
    ALTER TABLE audit ADD COLUMN hash BLOB NOT NULL DEFAULT x'';  -- SHA-256 over the one before
    CREATE TABLE audit_head (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      sequence INTEGER NOT NULL,      -- of the last event; 0: there is none
      hash BLOB NOT NULL
    ) STRICT;
    INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, zeroblob(32));
    DROP TRIGGER audit_is_not_changed;

    """

  /// Who started a run, for the audit of what it does; the name stands in `started_by`.
  static let startersOfRuns = """
    ALTER TABLE runs ADD COLUMN starter_id TEXT;  -- of the token; NULL: not known
    ALTER TABLE runs ADD COLUMN starter_role TEXT;
    ALTER TABLE runs ADD COLUMN starter_address TEXT;
    """

  /// Made again once the events are chained.
  static let auditIsNotChanged = """
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
    """
}
