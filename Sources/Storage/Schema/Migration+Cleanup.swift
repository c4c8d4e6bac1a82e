extension Migration {
  /// Policies, analyses and runs.
  static let cleanupTables = """
    CREATE TABLE policies (
      revision INTEGER PRIMARY KEY,   -- counts from 1; the highest is in force
      policy TEXT NOT NULL,           -- JSON
      etag TEXT NOT NULL,
      updated_at INTEGER NOT NULL,    -- all times: microseconds since 1970
      updated_by TEXT NOT NULL
    ) STRICT;

    CREATE TABLE analyses (
      number INTEGER PRIMARY KEY,     -- order of beginning
      id TEXT NOT NULL UNIQUE,
      policy_revision INTEGER NOT NULL REFERENCES policies (revision),
      created_at INTEGER NOT NULL,
      as_of INTEGER,                  -- NULL: its own moment
      created_by TEXT NOT NULL,
      tally TEXT,                     -- JSON; NULL until it is complete, and nobody sees it before
      verdicts_state TEXT NOT NULL CHECK (verdicts_state IN ('kept', 'leaving', 'gone'))
    ) STRICT;
    CREATE INDEX analyses_with_verdicts ON analyses (verdicts_state) WHERE verdicts_state <> 'gone';

    CREATE TABLE verdicts (
      analysis INTEGER NOT NULL REFERENCES analyses (number),
      user_id INTEGER NOT NULL,       -- no reference: its check would scan all verdicts
      reason INTEGER NOT NULL,
      is_actionable INTEGER NOT NULL,
      activity_rank INTEGER NOT NULL, -- 0 never, 1 unknown, 2 known
      activity_time INTEGER NOT NULL, -- 0 unless known
      activity_kind INTEGER,
      activity_source INTEGER REFERENCES sources (id),
      activity_granularity_seconds INTEGER,
      group_path TEXT,                -- JSON; NULL for none
      rule TEXT,                      -- NULL for none
      fact_time INTEGER,
      PRIMARY KEY (analysis, user_id)
    ) STRICT, WITHOUT ROWID;
    -- Reasons from 16 on are those of candidates.
    CREATE INDEX candidates_by_activity
      ON verdicts (analysis, activity_rank, activity_time, user_id) WHERE reason >= 16;

    CREATE TABLE runs (
      number INTEGER PRIMARY KEY,     -- order of starting
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      state TEXT NOT NULL,
      trigger TEXT NOT NULL,
      started_by TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      analysis_id TEXT NOT NULL,
      policy TEXT NOT NULL,           -- JSON: the copy that the run acts by
      policy_revision INTEGER NOT NULL,
      policy_etag TEXT NOT NULL,
      policy_updated_at INTEGER NOT NULL,
      policy_updated_by TEXT NOT NULL,
      candidates INTEGER NOT NULL,
      done INTEGER NOT NULL,
      skipped INTEGER NOT NULL,
      failed INTEGER NOT NULL,
      manual INTEGER NOT NULL,
      override_reason TEXT NOT NULL,
      cancel_requested_at INTEGER,
      cancelled_by TEXT NOT NULL,
      log_file TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX one_run_at_a_time ON runs (state) WHERE state = 'running';

    CREATE TABLE outcomes (
      run INTEGER NOT NULL REFERENCES runs (number),
      sequence INTEGER NOT NULL,      -- counts from 1, without gaps
      user_id INTEGER,                -- no reference: its check would scan all outcomes
      directory TEXT NOT NULL,        -- names as they were at that moment
      external_id TEXT NOT NULL,
      username TEXT NOT NULL,
      result TEXT NOT NULL,
      code TEXT,
      message TEXT NOT NULL,
      effect TEXT NOT NULL,
      group_name TEXT NOT NULL,
      time INTEGER NOT NULL,
      activity_rank INTEGER NOT NULL, -- 0 never, 1 unknown, 2 known
      activity_time INTEGER,
      activity_kind INTEGER,
      activity_source TEXT,
      activity_granularity_seconds INTEGER,
      is_recovered INTEGER NOT NULL,
      PRIMARY KEY (run, sequence)
    ) STRICT, WITHOUT ROWID;
    -- Nobody is acted on twice.
    CREATE UNIQUE INDEX outcomes_by_user ON outcomes (run, user_id);
    CREATE INDEX outcomes_done ON outcomes (time, run, user_id) WHERE result = 'DONE';
    """
}
