/// Reads the operator database inside one snapshot. Not to be kept beyond the access.
package struct OperatorReader {
  let connection: Connection
}
