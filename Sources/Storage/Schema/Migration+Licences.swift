extension Migration {
  /// Seats by the day, and what one costs.
  static let licences = """
    CREATE TABLE licence_days (
      day INTEGER PRIMARY KEY,        -- in UTC, counted since 1970
      held INTEGER,                   -- NULL: nobody counted on that day
      measured_at INTEGER,            -- all times: microseconds since 1970
      freed INTEGER NOT NULL,
      restored INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE seat_price (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      price TEXT,                     -- JSON; NULL: none
      etag TEXT NOT NULL,
      updated_at INTEGER NOT NULL,
      updated_by TEXT NOT NULL
    ) STRICT;
    """
}
