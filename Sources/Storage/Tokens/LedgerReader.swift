/// Reads the tables that both kinds of database have: tokens, audit, answered requests.
package protocol LedgerReader {
  /// The access that it reads in.
  var connection: Connection { get }
}

extension TenantReader: LedgerReader {}
extension OperatorReader: LedgerReader {}
