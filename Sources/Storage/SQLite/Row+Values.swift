internal import Cleanup
internal import Foundation
internal import GRDB

extension Row {
  /// A whole number.
  func int64(_ column: Int) -> Int64 {
    self[column]
  }

  /// A text.
  func text(_ column: Int) -> String {
    self[column]
  }

  /// A moment, stored in microseconds since 1970.
  func moment(_ column: Int) -> Moment {
    Moment(microseconds: self[column])
  }

  /// A moment or NULL.
  func optionalMoment(_ column: Int) -> Moment? {
    (self[column] as Int64?).map(Moment.init(microseconds:))
  }

  /// A blob.
  func bytes(_ column: Int) -> [UInt8] {
    [UInt8](self[column] as Data)
  }

  /// A case of an enumeration by its raw value.
  func value<Case: RawRepresentable>(_ column: Int) throws(StorageError) -> Case
  where Case.RawValue: DatabaseValueConvertible & StatementColumnConvertible {
    guard let value = Case(rawValue: self[column] as Case.RawValue) else {
      throw StorageError(.corrupt, "the database has a value that this program does not know")
    }
    return value
  }
}
