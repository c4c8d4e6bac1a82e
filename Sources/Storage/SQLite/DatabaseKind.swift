/// The two kinds of database file, with what makes each recognisable.
enum DatabaseKind: Sendable {
  /// One per data folder: tenants, fleet tokens.
  case `operator`
  /// One per tenant, with everything that is the tenant's.
  case tenant

  /// Stands in the header of the file; `DOR` and a letter in ASCII.
  var applicationID: Int32 {
    switch self {
    case .operator: 0x444F_524F
    case .tenant: 0x444F_5254
    }
  }

  /// What builds the newest schema, in order.
  var migrations: [Migration] {
    switch self {
    case .operator: Migration.operator
    case .tenant: Migration.tenant
    }
  }

  /// The version of the newest schema. Numbers may be left out, and never come later.
  var newestVersion: Int { migrations.last?.version ?? 0 }

  /// How messages call it.
  var name: String {
    switch self {
    case .operator: "the operator database"
    case .tenant: "the tenant's database"
    }
  }
}
