internal import Glibc

/// How many files the process may have open.
enum DescriptorLimit {
  /// Descriptors for everything that is not a tenant: sockets above all.
  static let headroom: UInt64 = 512

  /// Raises the limit as far as the tenants need, and refuses where the system does not let it.
  static func ensure(forTenants tenants: Int) throws(StorageError) {
    let needed = UInt64(tenants * Store.descriptors) + headroom
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(resource, &limit) == 0 else {
      throw StorageError(errno: errno, doing: "read the limit of open files")
    }
    if limit.rlim_cur >= needed { return }
    guard limit.rlim_max >= needed else {
      throw StorageError(
        .tooManyOpenFiles,
        "\(tenants) open tenants need \(needed) files, and the system allows \(limit.rlim_max);"
          + " raise the limit (ulimit -n) or lower the number of open tenants")
    }
    limit.rlim_cur = rlim_t(needed)
    guard setrlimit(resource, &limit) == 0 else {
      throw StorageError(errno: errno, doing: "raise the limit of open files")
    }
  }
}
