internal import CTestMessages
internal import RPC

/// A status that the server is asked to end a call with.
struct EchoStatus: Hashable, Sendable {
  var code: Int32
  var message: String

  init(code: Int32, message: String) {
    self.code = code
    self.message = message
  }

  init?(_ c: UnsafeMutablePointer<Grpc__Testing__EchoStatus>?) {
    guard let c else { return nil }
    self.init(code: c.pointee.code, message: String(cString: c.pointee.message))
  }

  /// Ends the call unless the status is OK; a number that stands for nothing becomes `UNKNOWN`.
  func check() throws(Status) {
    guard code != 0 else { return }
    throw Status(Status.Code(rawValue: Int(code)) ?? .unknown, message)
  }
}
