internal import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Synchronization

/// What a server shows and asks for in TLS, read again when its files change.
///
/// New connections get what is in the files; older ones go on with what they began with. Files
/// that cannot be used change nothing: what was read last stays, and one error is logged.
final class ServerCertificates: Sendable {
  private struct State {
    var context: NIOSSLContext
    var stamps: [FileStamp?]
  }

  private let configuration: ServerConfiguration
  private let files: TLSFiles
  private let state: Mutex<State>

  /// Reads the files; nil for a server of plaintext.
  init?(_ configuration: ServerConfiguration) throws(RPCError) {
    guard let files = configuration.tls else {
      if configuration.clientAuthorities == nil { return nil }
      throw RPCError(.badCertificate, "clients can show certificates only in TLS")
    }
    self.configuration = configuration
    self.files = files
    // Looked at before they are read, so that what changes meanwhile is noticed at the next look.
    let stamps = Self.stamps(configuration)
    let context = try TLSContexts.server(files, clientAuthorities: configuration.clientAuthorities)
    state = Mutex(State(context: context, stamps: stamps))
  }

  /// What a new connection gets.
  var context: NIOSSLContext { state.withLock { $0.context } }

  /// Looks at the files now and then, on a thread of the blocking pool.
  func watch(on loop: any EventLoop) {
    let interval = TimeAmount(configuration.certificateInterval)
    loop.scheduleRepeatedAsyncTask(initialDelay: interval, delay: interval) { [weak self] task in
      guard let self else {
        task.cancel()
        return loop.makeSucceededVoidFuture()
      }
      return NIOThreadPool.singleton.runIfActive(eventLoop: loop) { self.look(readsAnyway: false) }
    }
  }

  /// Reads the files again if they changed, or anyway. It waits for the disk.
  func look(readsAnyway: Bool) {
    let stamps = Self.stamps(configuration)
    guard readsAnyway || state.withLock({ $0.stamps != stamps }) else { return }
    do throws(RPCError) {
      let context = try TLSContexts.server(
        files, clientAuthorities: configuration.clientAuthorities)
      state.withLock { $0 = State(context: context, stamps: stamps) }
      configuration.logger.notice("The certificates were read again")
    } catch {
      // Remembered as seen, so that the same files are complained of once.
      state.withLock { $0.stamps = stamps }
      configuration.logger.error(
        "The certificates changed and cannot be used; the old ones stay",
        metadata: ["error": "\(error.message)"])
    }
  }

  private static func stamps(_ configuration: ServerConfiguration) -> [FileStamp?] {
    [configuration.tls?.certificate, configuration.tls?.key, configuration.clientAuthorities]
      .map { path in path.flatMap { FileStamp($0) } }
  }
}
