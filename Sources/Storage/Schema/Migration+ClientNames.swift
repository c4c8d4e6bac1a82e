extension Migration {
  /// Tokens that stand for a certificate instead of a secret. In both kinds of database.
  static let clientNamesOfTokens = """
    ALTER TABLE tokens ADD COLUMN client_name TEXT NOT NULL DEFAULT '';  -- empty: has a secret
    CREATE INDEX tokens_by_client ON tokens (client_name) WHERE client_name <> '';

    """

  /// Looked at before a client's tenant is opened, so that an unknown client never opens one.
  static let clientNamesOfGates = """
    ALTER TABLE token_gate ADD COLUMN client_name TEXT NOT NULL DEFAULT '';
    CREATE INDEX token_gate_by_client ON token_gate (client_name, tenant_id)
      WHERE client_name <> '';
    """
}
