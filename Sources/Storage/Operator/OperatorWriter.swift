/// Changes the operator database inside one transaction. Not to be kept beyond the access.
package struct OperatorWriter {
  /// The access itself.
  package let connection: Connection

  /// Reads what the transaction sees, its own changes among it.
  package var reader: OperatorReader { OperatorReader(connection: connection) }
}
