internal import Cleanup

/// Something wrong in a file of settings.
struct ConfigMistake: Hashable, Sendable {
  /// Path of the file.
  var file: String
  /// Line, counted from 1; 0 where no line is to blame.
  var line: Int
  /// Which key, such as `policy.scope.groups`; may be empty.
  var key: String
  /// What is wrong with it, one sentence.
  var description: String

  /// The mistake as errors name it: by file and line.
  var violation: FieldViolation {
    FieldViolation(
      field: line > 0 ? "\(file):\(line)" : file,
      description: key.isEmpty ? description : "\(key): \(description)")
  }
}
