/// Whether a call may be made again when nobody knows whether the server has acted on it.
package enum Repeats: Hashable, Sendable {
  /// Always: it only reads, or does nothing more the second time.
  case safely
  /// When its request has a `request_id`, by which the server knows a repeat and answers as before.
  case withRequestID
  /// Never: it would act twice.
  case never
}
