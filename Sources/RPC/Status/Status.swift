/// What a call ends with: thrown by handlers on the server, and by every call of the client.
package struct Status: Error, Hashable, Sendable {
  /// The canonical gRPC status codes, with the numbers of gRPC's "Status codes" document.
  package enum Code: Int, Hashable, Sendable, CaseIterable {
    case ok = 0
    case cancelled, unknown, invalidArgument, deadlineExceeded, notFound, alreadyExists
    case permissionDenied, resourceExhausted, failedPrecondition, aborted, outOfRange
    case unimplemented, internalError, unavailable, dataLoss, unauthenticated
  }

  /// What kind of end it is.
  package var code: Code
  /// A sentence for a person; it goes over the wire.
  package var message: String
  /// A serialised `google.rpc.Status`, empty when there is none; it goes over the wire.
  package var details: [UInt8]

  /// A status from its parts.
  package init(_ code: Code, _ message: String = "", details: [UInt8] = []) {
    self.code = code
    self.message = message
    self.details = details
  }

  /// The call went well.
  package static let ok = Status(.ok)
}

extension Status.Code {
  /// The name as gRPC writes it, such as `INVALID_ARGUMENT`.
  package var name: String {
    switch self {
    case .ok: "OK"
    case .cancelled: "CANCELLED"
    case .unknown: "UNKNOWN"
    case .invalidArgument: "INVALID_ARGUMENT"
    case .deadlineExceeded: "DEADLINE_EXCEEDED"
    case .notFound: "NOT_FOUND"
    case .alreadyExists: "ALREADY_EXISTS"
    case .permissionDenied: "PERMISSION_DENIED"
    case .resourceExhausted: "RESOURCE_EXHAUSTED"
    case .failedPrecondition: "FAILED_PRECONDITION"
    case .aborted: "ABORTED"
    case .outOfRange: "OUT_OF_RANGE"
    case .unimplemented: "UNIMPLEMENTED"
    case .internalError: "INTERNAL"
    case .unavailable: "UNAVAILABLE"
    case .dataLoss: "DATA_LOSS"
    case .unauthenticated: "UNAUTHENTICATED"
    }
  }
}

extension Status: CustomStringConvertible {
  /// The code's name and the message.
  package var description: String {
    message.isEmpty ? code.name : "\(code.name): \(message)"
  }
}
