package import Cleanup
package import Storage

extension Refusal: StorageFailure {
  /// Why a request was not carried out when storage failed.
  package init(_ error: StorageError) {
    self.init(Self.reason(for: error.code), Self.sentence(error.message))
  }

  /// Storage's message as a sentence of its own.
  private static func sentence(_ message: String) -> String {
    let end = message.hasSuffix(".") ? "" : "."
    return message.prefix(1).uppercased() + message.dropFirst() + end
  }

  private static func reason(for code: StorageError.Code) -> RefusalReason {
    switch code {
    case .full: .storageFull
    case .readOnly: .storageReadOnly
    case .busy, .closed, .locked, .notOwner, .tooManyOpenFiles: .storageBusy
    case .interrupted: .interrupted
    case .corrupt, .newerSchema, .io: .storageUnusable
    case .duplicateItem, .countMismatch: .importRejected
    case .rejectedListing: .directoryUnusable
    case .rejectedBackup: .backupRejected
    case .runAtWork: .runInProgress
    case .conflict, .notFound: .internalError
    }
  }
}

/// Runs something of storage where refusals are thrown.
package func attempt<Value>(
  _ body: () throws(StorageError) -> Value
) throws(Refusal) -> Value {
  do {
    return try body()
  } catch {
    throw Refusal(error)
  }
}

/// Runs something of storage where refusals are thrown.
package func attempt<Value>(
  _ body: () async throws(StorageError) -> Value
) async throws(Refusal) -> Value {
  do {
    return try await body()
  } catch {
    throw Refusal(error)
  }
}
