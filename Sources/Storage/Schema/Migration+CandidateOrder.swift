extension Migration {
  /// The order in which candidates are listed, as a table of its own.
  ///
  /// As an index over the verdicts it got an entry with each of them, in no order, which was most of
  /// the time of a big analysis; a table can be filled when all are known, sorted.
  static let candidateOrder = """
    DROP INDEX candidates_by_activity;
    CREATE TABLE candidate_order (
      analysis INTEGER NOT NULL,      -- no references: their checks would cost as much as the rows
      activity_rank INTEGER NOT NULL,
      activity_time INTEGER NOT NULL,
      user_id INTEGER NOT NULL,
      PRIMARY KEY (analysis, activity_rank, activity_time, user_id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO candidate_order
    SELECT analysis, activity_rank, activity_time, user_id FROM verdicts WHERE reason >= 16
    ORDER BY 1, 2, 3, 4;
    """
}
