/// What an analysis counted.
package struct AnalysisTally: Hashable, Sendable, Codable {
  /// What was counted in one directory.
  package struct Directory: Hashable, Sendable, Codable {
    /// Name of the directory.
    package var name: String
    /// Users per reason, keyed by `Reason.rawValue`.
    package var reasons: [Int: Int]
    /// How well logins were known; nil where its listings report them.
    package var observation: Observation?

    /// Counts of a directory; none yet unless told otherwise.
    package init(name: String, reasons: [Int: Int] = [:], observation: Observation? = nil) {
      self.name = name
      self.reasons = reasons
      self.observation = observation
    }

    /// Users judged.
    package var users: Int { reasons.values.reduce(0, +) }
    /// Candidates among them.
    package var candidates: Int {
      reasons.reduce(0) { sum, entry in
        Reason(rawValue: entry.key)?.isCandidate == true ? sum + entry.value : sum
      }
    }

    /// Users per reason in the fixed order of the rules, without zeros.
    package var reasonCounts: [(reason: Reason, count: Int)] {
      Reason.allCases.compactMap { reason in reasons[reason.rawValue].map { (reason, $0) } }
    }
  }

  /// What was counted in each directory, by position.
  package private(set) var directories: [Directory]
  /// Candidates that a run can act on.
  package private(set) var actionable = 0

  /// A tally of nothing yet over directories in the order of their positions.
  package init(directories: [String]) {
    self.directories = directories.map { Directory(name: $0) }
  }

  /// A tally that was counted elsewhere.
  package init(directories: [Directory], actionable: Int) {
    self.directories = directories
    self.actionable = actionable
  }

  /// Counts one verdict of a user in the directory at an index of the initialiser's list.
  package mutating func count(_ verdict: Verdict, inDirectoryAt index: Int) {
    directories[index].reasons[verdict.reason.rawValue, default: 0] += 1
    if verdict.isActionable { actionable += 1 }
  }

  /// Notes how well logins are known in the directory at an index of the initialiser's list.
  package mutating func note(_ observation: Observation?, inDirectoryAt index: Int) {
    directories[index].observation = observation
  }

  /// How well logins were known, for each directory that is observed.
  package var observations: [Observation] { directories.compactMap(\.observation) }

  /// Users judged.
  package var users: Int { directories.reduce(0) { $0 + $1.users } }
  /// Candidates.
  package var candidates: Int { directories.reduce(0) { $0 + $1.candidates } }

  /// Users looked at: all but those kept for one of the first six reasons.
  package var lookedAt: Int {
    reasonCounts.reduce(0) { $0 + ($1.reason.isLookedAt ? $1.count : 0) }
  }

  /// Users who hold a seat.
  package var seats: Int {
    reasonCounts.reduce(0) { $0 + ($1.reason.holdsSeat ? $1.count : 0) }
  }

  /// Users per reason over all directories, in the fixed order of the rules, without zeros.
  package var reasonCounts: [(reason: Reason, count: Int)] {
    Reason.allCases.compactMap { reason in
      let count = directories.reduce(0) { $0 + ($1.reasons[reason.rawValue] ?? 0) }
      return count == 0 ? nil : (reason, count)
    }
  }
}
