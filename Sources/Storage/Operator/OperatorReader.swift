/// Reads the operator database inside one snapshot. Not to be kept beyond the access.
package struct OperatorReader {
  /// The access itself.
  package let connection: Connection
}
