/// How far an analysis is.
package struct AnalysisProgress: Hashable, Sendable {
  /// Name of the directory that is being read.
  package var directory: String
  /// Users judged so far.
  package var evaluated: Int
  /// Users to judge in all.
  package var users: Int

  /// How far an analysis is.
  package init(directory: String, evaluated: Int, users: Int) {
    self.directory = directory
    self.evaluated = evaluated
    self.users = users
  }
}
