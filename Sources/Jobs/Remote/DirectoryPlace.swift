internal import Cleanup

/// A directory among those of all tenants.
struct DirectoryPlace: Hashable {
  let tenant: TenantID
  let directory: DirectoryID
}
