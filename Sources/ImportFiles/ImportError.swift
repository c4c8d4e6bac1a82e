/// Why a file, or one record of it, cannot be imported.
///
/// The message never repeats a value from the file: a line and a column are enough to find it, and
/// nobody's data ends up in a log.
package struct ImportError: Error, Hashable, Sendable {
  /// The kinds of mistakes: in reading at all, in the header, in the shape of a record, in a value.
  package enum Code: Hashable, Sendable {
    case unreadable, unknownFormat
    case emptyFile, missingColumn, unknownColumn, repeatedColumn
    case tooFewFields, tooManyFields, tooLong, badQuote, badLineEnd, invalidUTF8, nulByte
    case badJSON, missingValue, badTime, badFlag, badValue, duplicateID
  }

  /// What went wrong, to switch on.
  package var code: Code
  /// What went wrong, for a person, without the place.
  package var message: String
  /// The line in which the record starts, counted from 1; nil where the file as a whole is meant.
  package var line: Int?
  /// The column of the file, or the key of the JSON object, that is meant.
  package var column: String?

  package init(_ code: Code, _ message: String, line: Int? = nil, column: String? = nil) {
    self.code = code
    self.message = message
    self.line = line
    self.column = column
  }
}

extension ImportError: CustomStringConvertible {
  /// One line for a person: the place, then the reason.
  package var description: String {
    switch (line, column) {
    case (let line?, let column?): "line \(line), \(column): \(message)"
    case (let line?, nil): "line \(line): \(message)"
    case (nil, let column?): "\(column): \(message)"
    case (nil, nil): message
    }
  }
}
