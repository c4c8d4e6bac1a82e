package import Reach

/// A connection to a directory server, which does one thing after the other on a thread of its own.
///
/// Whatever takes longer than the server's limit of time, or whose task is cancelled, ends the connection.
/// After an error of which ``LDAPError/endsConnection`` says so, nothing more can be done with it.
package actor LDAPConnection {
  private let server: LDAPServer
  private let thread: ThreadExecutor
  private let socket = SocketGuard()
  private var handle: LDAPHandle?

  /// The connection's thread.
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    thread.asUnownedSerialExecutor()
  }

  private init(_ server: LDAPServer) {
    self.server = server
    thread = ThreadExecutor(name: "ldap")
  }

  /// Connects to a server, encrypted as it says, at an address that the rules permit. Nobody is
  /// authenticated yet.
  package static func open(
    _ server: LDAPServer, where rules: TargetRules
  ) async throws(LDAPError) -> LDAPConnection {
    let connection = LDAPConnection(server)
    try await connection.cancellable { (connection) throws(LDAPError) in
      try connection.connect(where: rules)
    }
    return connection
  }

  /// Authenticates by name and password (RFC 4513, section 5.1.3).
  package nonisolated func bind(name: String, password: String) async throws(LDAPError) {
    // The server would take it for somebody who does not say who it is, and answer that all is well.
    if name.isEmpty || password.isEmpty { throw .invalid("an empty name or password") }
    try await onHandle { (handle) throws(LDAPError) in
      try handle.bind(name: name, password: password)
    }
  }

  /// A page of a search; the first, or the one behind another. A listing that the server cuts short is
  /// an error.
  package nonisolated func page(
    of search: LDAPSearch, after cookie: LDAPCookie? = nil
  ) async throws(LDAPError) -> LDAPPage {
    try await onHandle { (handle) throws(LDAPError) in
      try handle.page(of: search, after: cookie)
    }
  }

  /// Changes an entry; all of it or nothing.
  package nonisolated func modify(
    _ name: String, _ modifications: [LDAPModification]
  ) async throws(LDAPError) {
    try await onHandle { (handle) throws(LDAPError) in try handle.modify(name, modifications) }
  }

  /// Adds an entry with the values of its attributes.
  package nonisolated func add(
    _ name: String, _ attributes: [LDAPModification]
  ) async throws(LDAPError) {
    try await onHandle { (handle) throws(LDAPError) in try handle.add(name, attributes) }
  }

  /// Whether something can be done with it still, as far as is known without trying.
  package var isOpen: Bool { handle != nil }

  /// Closes the connection.
  package func close() {
    handle = nil
  }

  /// Does one thing on the connection's thread, within its limit of time.
  private nonisolated func onHandle<Value: Sendable>(
    _ body: @Sendable (LDAPHandle) throws(LDAPError) -> Value
  ) async throws(LDAPError) -> Value {
    try await cancellable { (connection) throws(LDAPError) in
      guard let handle = connection.handle else { throw .connectionLost }
      do throws(LDAPError) {
        return try connection.socket.limited(to: connection.server.timeLimit) {
          () throws(LDAPError) in try body(handle)
        }
      } catch {
        if error.endsConnection { connection.handle = nil }
        throw connection.socket.cause ?? error
      }
    }
  }

  /// Runs a body on the connection's thread; cancelling the task ends the connection.
  private nonisolated func cancellable<Value: Sendable>(
    _ body: @Sendable (isolated LDAPConnection) throws(LDAPError) -> Value
  ) async throws(LDAPError) -> Value {
    let result: Result<Value, LDAPError> = await withTaskCancellationHandler {
      await self.result(of: body)
    } onCancel: {
      socket.end(.cancelled)
    }
    return try result.get()
  }

  private func result<Value: Sendable>(
    of body: @Sendable (isolated LDAPConnection) throws(LDAPError) -> Value
  ) -> Result<Value, LDAPError> {
    do throws(LDAPError) {
      return .success(try body(self))
    } catch {
      return .failure(error)
    }
  }

  private func connect(where rules: TargetRules) throws(LDAPError) {
    // Names are looked up on the connection's thread, which may wait. The resolver keeps its own limits of
    // time, which come on top.
    let addresses = try server.addresses(where: rules)
    let deadline = ContinuousClock.now + server.timeLimit
    do throws(LDAPError) {
      let descriptor = try SocketConnector(
        port: server.port, deadline: deadline, socketGuard: socket
      ).connect(to: addresses)
      handle = try socket.limited(to: deadline - .now) { () throws(LDAPError) in
        try LDAPHandle(server, on: descriptor, socket)
      }
    } catch {
      throw socket.cause ?? error
    }
  }
}
