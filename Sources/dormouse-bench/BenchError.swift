/// Why a row cannot be measured.
struct BenchError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is.
  enum Code: Hashable, Sendable {
    /// A peer, a program or a tool is not on this machine.
    case missing
    /// Something that was measured did not do what it should.
    case failed
  }

  /// What kind of failure it is.
  var code: Code
  /// A sentence for a person.
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  var description: String { message }
}
