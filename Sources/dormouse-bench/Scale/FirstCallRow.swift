internal import Cleanup
internal import Messages

/// The first call to a tenant that is not open, against the same call to the same tenant when it is.
struct FirstCallRow: BenchRow {
  let about = RowDescription(
    name: "first-call", what: "GetUser of a tenant that is not open, median",
    against: "the same call when it is open", unit: .microseconds, target: .ratio(5))

  func measure(_ setting: Setting) async throws -> [Round] {
    let tenants = try await ManyTenants(count: setting.amount(200, quick: 10))
    var rounds: [Round] = []
    for _ in 0..<setting.rounds {
      rounds.append(
        try await tenants.withCopy { data, _ in
          let service = try ServiceUnderTest(data: data)
          // Connects, and lets the server come to itself.
          for _ in 0..<100 { _ = try await call(service, PreparedTenant.name) }
          var first: [Double] = []
          var second: [Double] = []
          for number in 0..<tenants.count {
            first.append(try await call(service, tenants.name(number)))
            second.append(try await call(service, tenants.name(number)))
          }
          await service.stop()
          return Round(ours: Self.median(first), peer: Self.median(second))
        })
    }
    return rounds
  }

  /// Microseconds that a call takes.
  private func call(_ service: ServiceUnderTest, _ tenant: String) async throws -> Double {
    let sample = SampleData(count: 1).user(0)
    let request = GetUserRequest.with {
      $0.user = UserRef(directory: SampleData.directory, externalID: sample.externalID)
    }
    var user: UserDetails?
    let result = try await seconds {
      user = try await service.call(Methods.Directories.getUser, request, tenant: tenant)
    }
    guard user?.user.username == sample.username else {
      throw BenchError(.failed, "another user was answered")
    }
    return result * 1e6
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
