internal import HTTP2
internal import ImportFiles

/// Everything that can be fuzzed: what reads bytes of somebody else's.
///
/// A target checks more than that nothing crashes: what it throws breaks a promise of the code.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// An HTTP/2 session that a client speaks to.
  case serverSession = "server-session"
  /// An HTTP/2 session that a server speaks to.
  case clientSession = "client-session"
  /// A connection of the gRPC server, from the first byte to its calls.
  case serverConnection = "server-connection"
  /// A connection of the gRPC client with calls on it.
  case clientConnection = "client-connection"
  /// The body of a call, cut into messages.
  case framing
  /// Compressed messages.
  case gzip
  /// The requests and responses of every method.
  case messages
  /// Header blocks: metadata, timeouts and statuses.
  case metadata
  /// CSV files of users and groups.
  case csv
  /// JSON Lines files of users and groups.
  case jsonLines = "json-lines"
  /// Times, days and patterns as texts.
  case texts

  /// Gives the target an input, as libFuzzer makes them.
  ///
  /// - Throws: what is wrong; a crash is a finding of its own.
  package func run(_ input: UnsafeRawBufferPointer) throws(Finding) {
    switch self {
    case .serverSession: try SessionCheck.run(.server, FuzzInput(input))
    case .clientSession: try SessionCheck.run(.client, FuzzInput(input))
    case .serverConnection: try ConnectionCheck.server(FuzzInput(input))
    case .clientConnection: try ConnectionCheck.client(FuzzInput(input))
    case .framing: try FramingCheck.run(FuzzInput(input))
    case .gzip: try GzipCheck.run(FuzzInput(input))
    case .messages: try MessageCheck.run(input)
    case .metadata: try MetadataCheck.run(Array(input))
    case .csv: try ImportCheck.run(.csv, FuzzInput(input))
    case .jsonLines: try ImportCheck.run(.jsonLines, FuzzInput(input))
    case .texts: try TextCheck.run(Array(input))
    }
  }

  /// Gives the target an input that is an array.
  package func run(_ input: [UInt8]) throws(Finding) {
    let result = input.withUnsafeBytes { bytes -> Result<Void, Finding> in
      do throws(Finding) {
        return .success(try run(bytes))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }
}
