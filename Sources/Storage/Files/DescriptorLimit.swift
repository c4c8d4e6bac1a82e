internal import Glibc

/// How many files the process may have open.
enum DescriptorLimit {
  /// Descriptors that must be there for everything that is not a tenant: sockets above all.
  static let headroom: UInt64 = 512
  /// Descriptors that are asked for beside the tenants', where the system allows them: as many
  /// connections as the server takes, and more.
  static let wantedHeadroom: UInt64 = 8192

  /// Raises the limit as far as the tenants need and the system lets it, and refuses where that is
  /// too little.
  static func ensure(forTenants tenants: Int) throws(StorageError) {
    let ofTenants = UInt64(tenants * Store.descriptors)
    let needed = ofTenants + headroom
    let wanted = ofTenants + wantedHeadroom
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(resource, &limit) == 0 else {
      throw StorageError(errno: errno, doing: "read the limit of open files")
    }
    if limit.rlim_cur >= wanted { return }
    guard limit.rlim_max >= needed else {
      throw StorageError(
        .tooManyOpenFiles,
        "\(tenants) open tenants need \(needed) files, and the system allows \(limit.rlim_max);"
          + " raise the limit (ulimit -n)")
    }
    limit.rlim_cur = rlim_t(min(wanted, UInt64(limit.rlim_max)))
    guard setrlimit(resource, &limit) == 0 else {
      throw StorageError(errno: errno, doing: "raise the limit of open files")
    }
  }
}
