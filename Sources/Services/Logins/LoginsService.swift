internal import Cleanup
internal import Identity
internal import Jobs
internal import Messages
internal import NIOCore
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
        var buffers = reports.call.requests.makeAsyncIterator()
        var admission = StandingAdmission(call, data)
        while let buffer = try await buffers.next(isolation: nil) {
          try admission.check(at: clock.now)
          // A login that has to be proven first holds up those behind it, so that none passes it.
          guard await window.add(await ticket(buffer, call)) else { return }
        }
      }
      group.addTask {
        defer { window.close() }
        while let ticket = await window.next() {
          try await responses.send(await result(of: ticket))
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
    let violations = report.violations(at: clock.now)
    guard violations.isEmpty else { throw Refusal.invalid(violations) }
    let order =
      switch report.proof {
      // The caller's token is the proof.
      case .vouched(let login): LoginOrder(login, of: report, caller: call.caller)
      case .idToken(let login): try await proofs.order(login, of: report, call)
      }
    return try queues.submit(order, in: call.lease)
  }

  private func ticket(_ buffer: ByteBuffer, _ call: TenantCall) async -> LoginWindow.Element {
    do throws(Refusal) {
      return .success(try await submit(try decodeMessage(LoginReport.self, buffer), call))
    } catch {
      return .failure(error)
    }
  }

  private func result(of ticket: Result<LoginTicket, Refusal>) async -> LoginResult {
    do throws(Refusal) {
      return .login(try await ticket.get().answer())
    } catch {
      return .error(LoginError(error))
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
