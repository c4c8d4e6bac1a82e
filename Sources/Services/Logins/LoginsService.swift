internal import Cleanup
internal import Identity
internal import Jobs
internal import Messages
internal import NIOCore
internal import Reach
internal import RPC
internal import Storage

/// The service `dormouse.v1.Logins`.
struct LoginsService: Sendable {
  let data: DataFolder
  let queues: LoginQueues
  let proofs: LoginProofs
  let targets: TargetRules
  let clock: WallClock
  let health: ServerHealth

  /// Its methods for the server.
  func methods(_ endpoints: Endpoints) -> [RPC.Method] {
    [
      endpoints.unary(Methods.Logins.reportLogin, reportLogin),
      endpoints.bidirectional(Methods.Logins.reportLogins, reportLogins),
      endpoints.unary(Methods.Logins.configureProvisioning, configureProvisioning),
      endpoints.unary(Methods.Logins.getProvisioning, getProvisioning),
    ]
  }

  @Sendable
  func reportLogin(
    _ report: LoginReport, _ call: TenantCall
  ) async throws(Refusal) -> LoginAnswer {
    try await submit(report, call).answer()
  }

  /// Takes logins as they come, while those before them are on their way to the disk.
  @Sendable
  func reportLogins(
    _ reports: Requests<LoginReport>, _ call: TenantCall, _ responses: Responses<LoginResult>
  ) async throws {
    let window = LoginWindow()
    let ending = health.whenDraining { window.drain() }
    defer { health.forget(ending) }
    // Whichever side fails ends the other one too.
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { window.finish() }
        var admission = StandingAdmission(call, data)
        var origins = LoginOrigins(of: call.caller)
        while let room = await window.room() {
          let buffers = try await reports.call.requests(atMost: room)
          if buffers.isEmpty { return }
          try admission.check(at: clock.now)
          await take(buffers, call, &origins, window)
        }
      }
      group.addTask {
        defer { window.close() }
        while let logins = await window.next() {
          try await answer(logins, responses)
          window.answered(logins)
        }
        if window.isDraining {
          throw Status(.unavailable, "the server is stopping: tell of the rest again")
        }
      }
      do {
        while try await group.next() != nil {}
      } catch {
        window.close()
        group.cancelAll()
        throw error
      }
    }
  }

  /// Checks a login and lets it wait for its commit.
  private func submit(
    _ report: LoginReport, _ call: TenantCall
  ) async throws(Refusal) -> LoginTicket {
    var origins = LoginOrigins(of: call.caller)
    let order =
      switch report.proof {
      case .vouched(let login): try order(login, of: report, &origins, at: clock.now)
      case .idToken(let login): try await order(login, of: report, call)
      }
    return try queues.submit(order, in: call.lease)
  }

  /// A login for which the caller's token is the proof.
  private func order(
    _ login: VouchedLogin, of report: LoginReport, _ origins: inout LoginOrigins, at now: Moment
  ) throws(Refusal) -> LoginOrder {
    try check(report, at: now)
    return LoginOrder(
      login, time: report.time, kind: report.kind, from: origins.origin(named: report.source))
  }

  /// A login that an ID token proves.
  private func order(
    _ login: IDTokenLogin, of report: LoginReport, _ call: TenantCall
  ) async throws(Refusal) -> LoginOrder {
    try check(report, at: clock.now)
    return try await proofs.order(login, of: report, call)
  }

  private func check(_ report: LoginReport, at now: Moment) throws(Refusal) {
    let violations = report.violations(at: now)
    guard violations.isEmpty else { throw Refusal.invalid(violations) }
  }

  /// Takes logins that came together, which wait together for their commit.
  private func take(
    _ buffers: [ByteBuffer], _ call: TenantCall, _ origins: inout LoginOrigins,
    _ window: LoginWindow
  ) async {
    var next = 0
    // A login that has to be proven first holds up those behind it, so that none passes it, and none of
    // those before it.
    while let (login, report) = takeVouched(buffers, from: &next, call, &origins, window) {
      do throws(Refusal) {
        submit([try await order(login, of: report, call)], call, window)
      } catch {
        window.add(.failure(error))
      }
    }
  }

  /// Takes logins up to one that an ID token proves, which is left to whoever calls; nil when all are
  /// taken.
  private func takeVouched(
    _ buffers: [ByteBuffer], from next: inout Int, _ call: TenantCall,
    _ origins: inout LoginOrigins, _ window: LoginWindow
  ) -> (IDTokenLogin, LoginReport)? {
    let now = clock.now
    var orders: [LoginOrder] = []
    orders.reserveCapacity(buffers.count - next)
    defer { submit(orders, call, window) }
    while next < buffers.count {
      defer { next += 1 }
      do throws(Refusal) {
        let report = try decodeMessage(LoginReport.self, buffers[next])
        switch report.proof {
        case .vouched(let login): orders.append(try order(login, of: report, &origins, at: now))
        case .idToken(let login): return (login, report)
        }
      } catch {
        submit(orders, call, window)
        orders = []
        window.add(.failure(error))
      }
    }
    return nil
  }

  /// Lets logins wait for their commit, and says of those for which there is no room that they cannot.
  private func submit(_ orders: [LoginOrder], _ call: TenantCall, _ window: LoginWindow) {
    if orders.isEmpty { return }
    let ticket = queues.submit(orders[...], in: call.lease)
    if let ticket { window.add(.success(ticket)) }
    for _ in (ticket?.count ?? 0)..<orders.count { window.add(.failure(LoginQueues.full)) }
  }

  /// Answers logins in their order, once they are durable.
  private func answer(
    _ logins: LoginWindow.Element, _ responses: Responses<LoginResult>
  ) async throws(Status) {
    let answers: [Result<LoginAnswer, Refusal>]
    do throws(Refusal) {
      answers = try await logins.get().answers()
    } catch {
      answers = Array(repeating: .failure(error), count: logins.count)
    }
    try await responses.send(contentsOf: answers.map(LoginResult.init))
  }
}

extension LoginResult {
  /// What became of a login as one answer of a stream.
  fileprivate init(_ result: Result<LoginAnswer, Refusal>) {
    switch result {
    case .success(let answer): self = .login(answer)
    case .failure(let refusal): self = .error(LoginError(refusal))
    }
  }
}

extension LoginError {
  /// A refusal as one answer of a stream.
  fileprivate init(_ refusal: Refusal) {
    self = .with {
      $0.status = refusal.reason.statusCode.rawValue
      $0.reason = refusal.reason.rawValue
      $0.message = refusal.message
      $0.violations = refusal.violations
      $0.retryAfterSeconds = refusal.retryAfterSeconds ?? 0
    }
  }
}
