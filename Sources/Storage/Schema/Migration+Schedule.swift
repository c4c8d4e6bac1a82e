extension Migration {
  /// When a tenant's runs start by themselves.
  static let scheduleTable = """
    CREATE TABLE schedule (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      schedule TEXT NOT NULL,         -- JSON
      etag TEXT NOT NULL,
      updated_at INTEGER NOT NULL,    -- all times: microseconds since 1970
      updated_by TEXT NOT NULL,
      due_at INTEGER,                 -- NULL while it is off
      only_analyzes_next INTEGER NOT NULL,
      last TEXT                       -- JSON; NULL before the first start
    ) STRICT;
    ALTER TABLE runs ADD COLUMN refusal TEXT NOT NULL DEFAULT '';  -- empty: was not refused
    """

  /// When the schedules of tenants are to be looked at. A look too early does no harm, and the tenant's
  /// own database decides whether anything is due.
  static let scheduleHints = """
    CREATE TABLE schedule_hints (
      tenant_id TEXT PRIMARY KEY,
      look_at INTEGER NOT NULL        -- microseconds since 1970
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX schedule_hints_by_time ON schedule_hints (look_at);
    """
}
