internal import Cleanup

/// Where and when logins were that count as one observation.
struct LoginPlace: Hashable {
  let directory: DirectoryID
  let kind: ActivityKind
  /// In UTC, counted since 1970.
  let day: Int64
}
