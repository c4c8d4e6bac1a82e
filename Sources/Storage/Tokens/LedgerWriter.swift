/// Changes the tables that both kinds of database have: tokens, audit, answered requests.
package protocol LedgerWriter {
  /// The transaction that it changes in.
  var connection: Connection { get }
}

extension TenantWriter: LedgerWriter {}
extension OperatorWriter: LedgerWriter {}
