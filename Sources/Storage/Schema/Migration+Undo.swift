extension Migration {
  /// Runs that take back others.
  static let undoneRuns = """
    ALTER TABLE runs ADD COLUMN undoes TEXT NOT NULL DEFAULT '';  -- empty: takes nothing back
    """
}
