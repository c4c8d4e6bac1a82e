/// What a server says about repeats in the trailer `grpc-retry-pushback-ms` (gRPC's proposal A6,
/// "Pushback").
enum Pushback: Hashable {
  /// Repeat after this time.
  case after(Duration)
  /// Do not repeat.
  case never

  /// What trailers say, if anything; what is no number means never.
  init?(_ trailers: Metadata) {
    guard let text = trailers.first("grpc-retry-pushback-ms") else { return nil }
    if let milliseconds = Int32(text), milliseconds >= 0 {
      self = .after(.milliseconds(milliseconds))
    } else {
      self = .never
    }
  }
}
