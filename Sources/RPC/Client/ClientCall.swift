package import NIOCore

/// A streaming call as its caller sees it; dropping it, or cancelling the task that waits on it,
/// cancels the call.
package final class ClientCall: Sendable {
  private let reference: CallReference<ClientStream>
  /// How messages are compressed unless told otherwise.
  private let compression: MessageCompression

  init(_ reference: CallReference<ClientStream>, compression: MessageCompression) {
    self.reference = reference
    self.compression = compression
  }

  deinit {
    reference.onLoop { $0.finish(Status(.cancelled, "the call was dropped")) }
  }

  /// The messages of the server; the sequence ends when the call went well, else it throws the
  /// call's status.
  package var responses: ResponseStream { ResponseStream(call: self) }

  /// The same messages, each with whether it came compressed.
  package var receivedMessages: ReceivedMessages {
    ReceivedMessages { () throws(Status) in try await self.next() }
  }

  /// Sends a message; returns once there is room for another, which is when the server reads.
  ///
  /// It is compressed as the call's options say, or as chosen here; in a call whose options say
  /// `never`, no message is.
  package func send(
    _ message: ByteBuffer, compression: MessageCompression? = nil
  ) async throws(Status) {
    do throws(Status) {
      try await reference.send(message, compression ?? self.compression)
    } catch {
      throw cancelIfCancelled(error)
    }
  }

  /// Says that no more messages follow.
  package func finishSending() {
    reference.onLoop { $0.finishSending() }
  }

  /// Says that no more messages follow, and waits for the one response.
  package func onlyResponse() async throws(Status) -> ByteBuffer {
    try await onlyMessage().bytes
  }

  private func onlyMessage() async throws(Status) -> ReceivedMessage {
    finishSending()
    guard let message = try await next() else {
      throw Status(.internalError, "the server answered without a message")
    }
    guard try await next() == nil else {
      cancel()
      throw Status(.internalError, "the server answered with more than one message")
    }
    return message
  }

  /// The metadata that comes before the first message; waits for it.
  package func initialMetadata() async throws(Status) -> Metadata {
    let result = await withTaskExecutorPreference(reference.executor) {
      await self.waitForMetadata()
    }
    do throws(Status) {
      return try result.get()
    } catch {
      throw cancelIfCancelled(error)
    }
  }

  /// The metadata that came with the status; empty until `responses` has ended.
  package func trailingMetadata() async -> Metadata {
    await withTaskExecutorPreference(reference.executor) {
      self.reference.bound.value.trailingMetadata
    }
  }

  /// Cancels the call; waiting sends and reads fail with `CANCELLED`.
  package func cancel() {
    reference.onLoop { $0.finish(Status(.cancelled, "the call was cancelled")) }
  }

  /// The next message, `nil` after the last.
  func next() async throws(Status) -> ReceivedMessage? {
    do throws(Status) {
      return try await reference.next()
    } catch {
      throw cancelIfCancelled(error)
    }
  }

  /// Sends the only message of the call and the end with it.
  func sendOnly(_ message: ByteBuffer) async throws(Status) {
    let message = try await reference.framed(message, compression)
    let failure = await withTaskExecutorPreference(reference.executor) { () async -> Status? in
      do throws(Status) {
        _ = try self.reference.bound.value.send(message)
        self.reference.bound.value.finishSending()
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// The one response with everything around it.
  func unaryResponse() async throws(Status) -> UnaryResponse {
    let message = try await onlyMessage()
    return await withTaskExecutorPreference(reference.executor) {
      let stream = self.reference.bound.value
      return UnaryResponse(
        message: message.bytes, isCompressed: message.wasCompressed,
        initialMetadata: stream.initialMetadata ?? Metadata(),
        trailingMetadata: stream.trailingMetadata)
    }
  }

  /// Whether the server refused the call without looking at it.
  func isUntouched() async -> Bool {
    await withTaskExecutorPreference(reference.executor) { self.reference.bound.value.isUntouched }
  }

  private func waitForMetadata() async -> Result<Metadata, Status> {
    let id = reference.bound.value.numberWaiter()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { reference.bound.value.readMetadata(id, $0) }
    } onCancel: {
      reference.executor.loop.execute { [reference] in
        reference.bound.value.cancelMetadataWaiter(id)
      }
    }
  }

  private func cancelIfCancelled(_ status: Status) -> Status {
    if Task.isCancelled { cancel() }
    return status
  }
}
