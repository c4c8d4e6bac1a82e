package import Cleanup

/// When a tenant's schedule is to be looked at.
package struct ScheduleHint: Hashable, Sendable {
  /// The tenant.
  package let tenant: TenantID
  /// The moment. No two hints of a tenant that ask for a look at once have the same.
  package let lookAt: Moment
}
