internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

/// One put of a directory, inside the transaction that stores it.
struct DirectoryPut {
  private let request: PutDirectoryRequest
  private let stored: DirectorySettings?
  private let kind: DirectoryKind
  private let remote: RemoteSettings?
  private let remotes: RemoteDirectories
  private let call: TenantCall

  /// Refused where the request does not go together with what is stored.
  init(
    _ request: PutDirectoryRequest, over stored: DirectorySettings?, remotes: RemoteDirectories,
    call: TenantCall
  ) throws(Refusal) {
    self.request = request
    self.stored = stored
    self.remotes = remotes
    self.call = call
    kind = request.kind ?? request.remote?.kind ?? stored?.kind ?? .embedded
    remote = request.remote ?? stored?.remote
    if let violation = Self.violation(request, kind: kind, remote, stored) {
      throw .invalid([violation])
    }
  }

  /// Stores the directory; what is stored of it then.
  func write(in writer: TenantWriter) throws(Refusal) -> DirectorySettings {
    let position = request.position == 0 ? nil : request.position
    let new = try attempt { () throws(StorageError) in
      try writer.putDirectory(
        named: request.name, kind: kind, position: position,
        capabilities: capabilities,
        activitySource: request.activitySource, at: call.now)
    }
    guard let remote else { return new }
    let sealed =
      try request.secret.isEmpty
      ? nil : remotes.seal(request.secret, of: new.id, tenant: call.tenant.id)
    return try attempt { () throws(StorageError) in
      try writer.setRemote(
        remote, secret: sealed,
        keepsSecret: stored?.remote?.reachesTheSame(as: remote) == true, of: new.id)
      return try writer.reader.directory(new.id) ?? new
    }
  }

  /// What a remote directory can do is known once it was tested or listed.
  private var capabilities: DirectoryCapabilities {
    guard let remote else { return DirectoryCapabilities() }
    guard let stored, stored.remote?.reachesTheSame(as: remote) == true else { return .readOnly }
    return stored.capabilities
  }

  private static func violation(
    _ request: PutDirectoryRequest, kind: DirectoryKind, _ remote: RemoteSettings?,
    _ stored: DirectorySettings?
  ) -> FieldViolation? {
    if let stored, kind != stored.kind {
      return FieldViolation(
        field: "directory.kind",
        description: "is \(stored.kind.rawValue) and cannot be changed: put one of another name")
    }
    if let remote, remote.kind != kind {
      return FieldViolation(
        field: "directory.\(remote.kind.rawValue)",
        description: "is not for a directory of the kind \(kind.rawValue): give one of them")
    }
    if kind != .embedded, remote == nil {
      return FieldViolation(
        field: "directory.\(kind.rawValue)", description: "must say how the directory is reached")
    }
    if kind == .embedded, !request.secret.isEmpty {
      return FieldViolation(
        field: "secret", description: "is for remote directories only: leave it out")
    }
    return nil
  }
}
