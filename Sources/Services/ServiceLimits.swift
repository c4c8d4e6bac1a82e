/// What a tenant may ask of the services, beside what `RPC.ServerLimits` allows a connection.
package struct ServiceLimits: Hashable, Sendable {
  /// How many calls a second a tenant may make, in the long run.
  package var callsPerSecondPerTenant = 1000
  /// For how many seconds' worth of calls at once a tenant may save up.
  package var callBurstSeconds = 2

  /// The limits as they are documented.
  package init() {}
}
