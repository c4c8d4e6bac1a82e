extension Migration {
  /// Directories that were deleted, as long as anything of them is left.
  ///
  /// Their `name` is one that nobody can give, so that theirs is free again. Nobody in them shows, because
  /// their generation is below every user's: -1 while they are to be cleared away, -2 once nothing is left but
  /// what verdicts name. An id is never given twice.
  static let deletedDirectories = """
    ALTER TABLE directories ADD COLUMN deleted_name TEXT;       -- NULL: it is there
    """
}
