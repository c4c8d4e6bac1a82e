internal import Cleanup
internal import Foundation
internal import Messages
internal import RPC
internal import TestSupport
internal import Testing

@testable internal import dormouse

@Suite("Exit statuses and errors")
struct ExitStatusTests {
  private let servers = ServerList.standard

  @Test("Each reason has the exit code that the table of the protos gives it")
  func table() throws {
    let path = "\(BuiltProducts.checkout())/Protos/README.md"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var documented: [String: Int32] = [:]
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, let code = Int32(cells[2]) else { continue }
      documented[cells[0].trimmingCharacters(in: ["`"])] = code
    }
    for reason in RefusalReason.allCases {
      #expect(documented[reason.rawValue] == ExitStatus(reason).rawValue, "\(reason)")
    }
  }

  @Test("The numbers are those of the manual")
  func numbers() {
    #expect(ExitStatus.allCases.map(\.rawValue) == Array(0...6))
  }

  @Test("An answer of the service keeps its sentence, its violations and its reason")
  func service() {
    let details = ErrorDetails.with {
      $0.reason = "INVALID_REQUEST"
      $0.violations = [FieldViolation(field: "policy.group", description: "no\u{202E}ne")]
    }
    let status = Status(.invalidArgument, "a field is wrong", details: details.encode())
    let error = CommandError(status, servers: servers, requestID: "r1")
    #expect(error.status == .usage)
    #expect(
      error.lines(isVerbose: false) == [
        "Error: A field is wrong.", "  policy.group: no\\u{202e}ne",
      ])
    #expect(
      error.lines(isVerbose: true).suffix(3) == [
        "  status: INVALID_ARGUMENT", "  reason: INVALID_REQUEST", "  request id: r1",
      ])
  }

  @Test("A server that is not there is named, with what to do")
  func unreachable() {
    let error = CommandError(
      Status(.unavailable, "connection refused"), servers: servers, requestID: "")
    #expect(error.status == .unreachable)
    #expect(error.message.contains("127.0.0.1:7443"))
    #expect(error.message.contains("--server"))
    // The same status with a reason comes from the service itself.
    let busy = ErrorDetails.with { $0.reason = "STORAGE_BUSY" }
    let answered = Status(.unavailable, "busy", details: busy.encode())
    #expect(CommandError(answered, servers: servers, requestID: "").status == .failed)
  }

  @Test("A reason that this program does not know falls back to the status")
  func unknown() {
    let details = ErrorDetails.with { $0.reason = "SOMETHING_NEW" }
    let status = Status(.failedPrecondition, "not now", details: details.encode())
    #expect(CommandError(status, servers: servers, requestID: "").status == .refused)
    #expect(ExitStatus(Status.Code.permissionDenied) == .refused)
    #expect(ExitStatus(Status.Code.notFound) == .failed)
  }
}
