internal import CMessages
package import Cleanup
internal import Protobuf

/// What travels in `grpc-status-details-bin`: a `google.rpc.Status` with its details.
package struct ErrorDetails: DefaultedMessage {
  /// The domain of this service's reasons.
  package static let domain = "dormouse"

  /// The gRPC status code.
  package var status = 0
  /// One sentence for a person.
  package var message = ""
  /// The cause in UPPER_SNAKE; empty when there is none.
  package var reason = ""
  /// Further facts by name.
  package var metadata: [String: String] = [:]
  /// Every bad field of the request.
  package var violations: [FieldViolation] = []
  /// How long to wait at least before trying again; nil when it is not said.
  package var retryAfterSeconds: Int?

  package init() {}
}

extension ErrorDetails: Mapped {
  static var initialize: Arena.Initializer<Google__Rpc__Status> {
    google__rpc__status__init
  }
  mutating func map(_ c: inout Google__Rpc__Status, _ coder: inout WireCoder) {
    coder.count(&status, &c.code)
    coder.text(&message, &c.message)
    var details = coder.isReading ? [] : packedDetails
    coder.list("details", &details, &c.details, &c.n_details)
    if coder.isReading { unpack(details) }
  }

  private var packedDetails: [PackedDetail] {
    var details: [PackedDetail] = []
    if !reason.isEmpty {
      details.append(
        PackedDetail(ErrorInfo(reason: reason, domain: Self.domain, metadata: metadata)))
    }
    if !violations.isEmpty { details.append(PackedDetail(BadRequest(violations: violations))) }
    if let retryAfterSeconds {
      details.append(PackedDetail(RetryInfo(seconds: Int64(retryAfterSeconds))))
    }
    return details
  }

  /// Details of other types, and reasons of other domains, are left out.
  private mutating func unpack(_ details: [PackedDetail]) {
    for detail in details {
      if let info = detail.unpack(ErrorInfo.self), info.domain == Self.domain {
        reason = info.reason
        metadata = info.metadata
      } else if let request = detail.unpack(BadRequest.self) {
        violations += request.violations
      } else if let retry = detail.unpack(RetryInfo.self) {
        retryAfterSeconds = Int(clamping: retry.seconds)
      }
    }
  }
}
