internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension DirectoriesService {
  /// Most directories of a tenant.
  static let maxDirectories = 100

  @Sendable
  func putDirectory(
    _ request: PutDirectoryRequest, _ call: TenantCall
  ) async throws(Refusal) -> DirectorySettings {
    try Self.check(request)
    var told = request
    // A hash of a password is easier to guess than the password.
    if !told.secret.isEmpty { told.secret = "given" }
    return try await call.change(
      Methods.Directories.putDirectory, told, requestID: request.requestID,
      isRehearsal: request.isValidateOnly
    ) { (writer) throws(Refusal) in
      let (all, stored) = try attempt { () throws(StorageError) in
        (try writer.reader.directories(), try writer.reader.directory(named: request.name))
      }
      if stored == nil, all.count >= Self.maxDirectories {
        throw Refusal(
          .limitExceeded,
          "The tenant has \(Self.maxDirectories) directories, the most that a tenant may have: put the"
            + " users into one of them, or into another tenant.")
      }
      if !request.etag.isEmpty, request.etag != stored?.etag {
        throw Refusal(
          .staleETag, "The directory changed since it was read: read it again and change that.")
      }
      let put = try DirectoryPut(request, over: stored, remotes: remotes, call: call)
      let new = try put.write(in: writer)
      return try attempt { () throws(StorageError) in
        try writer.audit(.directoryPut(from: stored, to: new, by: call.caller, at: call.now))
        return try DirectoryReports(writer.reader, at: call.now).report(on: new)
      }
    }
  }

  @Sendable
  func getDirectory(
    _ request: GetDirectoryRequest, _ call: TenantCall
  ) async throws(Refusal) -> DirectorySettings {
    try await call.database.read(failingWith: Refusal.self) { (reader) throws(Refusal) in
      let settings = try Self.directory(request.name, in: reader)
      return try attempt { () throws(StorageError) in
        try DirectoryReports(reader, at: call.now).report(on: settings)
      }
    }
  }

  @Sendable
  func listDirectories(
    _ request: ListDirectoriesRequest, _ call: TenantCall
  ) async throws(Refusal) -> ListDirectoriesResponse {
    let page = try PageRequest<Int>(
      size: request.pageSize, token: request.pageToken,
      binding: ["directories", call.tenant.id.description])
    let all = try await attempt { () async throws(StorageError) in
      try await call.database.read { (reader) throws(StorageError) in
        try DirectoryReports(reader, at: call.now).all()
      }
    }
    // A tenant has few directories; they are read whole and cut here.
    let rest = all.filter { $0.position > page.cursor ?? 0 }
    let items = Array(rest.prefix(page.size))
    return .with {
      $0.directories = items
      $0.nextPageToken = page.token(for: rest.count > items.count ? items.last?.position : nil)
      $0.totalSize = all.count
    }
  }

  private static func check(_ request: PutDirectoryRequest) throws(Refusal) {
    var violations: [FieldViolation] = []
    if !ResourceName.isValid(request.name) {
      violations.append(
        FieldViolation(field: "directory.name", description: ResourceName.rule))
    }
    if !(0...maxDirectories).contains(request.position) {
      violations.append(
        FieldViolation(
          field: "directory.position",
          description: "must be 1 to \(maxDirectories), or 0 to leave it as it is"))
    }
    violations += request.remote?.violations.map { $0.inside("directory") } ?? []
    if request.secret.utf8.count > RemoteSettings.maxSecretBytes {
      violations.append(
        FieldViolation(
          field: "secret", description: "must have at most \(RemoteSettings.maxSecretBytes) bytes"))
    }
    guard violations.isEmpty else { throw Refusal.invalid(violations) }
  }
}
