internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension DirectoriesService {
  @Sendable
  func deleteDirectory(
    _ request: DeleteDirectoryRequest, _ call: TenantCall
  ) async throws(Refusal) -> DeleteDirectoryResponse {
    if request.isValidateOnly { return try await delete(request, call) }
    return try await engine.deletingDirectory(in: call.database) { () async throws(Refusal) in
      try await delete(request, call)
    }
  }

  private func delete(
    _ request: DeleteDirectoryRequest, _ call: TenantCall
  ) async throws(Refusal) -> DeleteDirectoryResponse {
    let remotes = remotes
    return try await call.change(
      Methods.Directories.deleteDirectory, request, requestID: request.requestID,
      isRehearsal: request.isValidateOnly
    ) { (writer) throws(Refusal) in
      guard !request.name.isEmpty else { throw .invalid("name", "name a directory") }
      let settings = try Self.directory(request.name, in: writer.reader)
      if !request.etag.isEmpty, request.etag != settings.etag {
        throw Refusal(
          .staleETag, "The directory changed since it was read: look at it again, then delete it.")
      }
      let deletion = DirectoryDeletion(settings, writer, call)
      let deleted = try deletion.run(abandoningHolds: request.abandonsHolds)
      // Opened again in vain should the transaction be taken back.
      remotes.forget(settings.id, of: call.tenant.id)
      return deleted
    }
  }
}
