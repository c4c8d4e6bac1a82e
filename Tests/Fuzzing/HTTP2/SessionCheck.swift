internal import HTTP2

/// Bytes to an HTTP/2 session: cut anyhow they mean the same, and whatever is done in between, the
/// session keeps its books.
///
/// Flags: 0, the client's preface is put before the payload; 1, the payload is frames in their short
/// form; 2, few streams and small windows are allowed.
enum SessionCheck {
  static func run(_ role: SessionSettings.Role, _ input: FuzzInput) throws(Finding) {
    var input = input
    let settings = settings(role, isTight: input.hasFlag(2))
    var bytes = input.hasFlag(1) ? RawFrames.expanded(input.payload) : input.payload
    if input.hasFlag(0) {
      let preface = role == .server ? RawFrames.clientPreface : []
      bytes = preface + RawFrames.emptySettings + bytes
    }
    let (whole, _) = try listen(settings, [bytes])
    let pieces = input.pieces(of: bytes)
    let (cut, wantsMore) = try listen(settings, pieces)
    let isSame = whole.means(cut, wantsMore: wantsMore)
    try expect(isSame, "cutting the input changes what it means: \(whole) and \(cut)")
    try converse(settings, pieces, input.choices)
  }

  private static func settings(
    _ role: SessionSettings.Role, isTight: Bool
  ) -> SessionSettings {
    var settings = SessionSettings(role: role)
    guard isTight else { return settings }
    settings.maxConcurrentStreams = 3
    settings.streamWindowBytes = 100
    settings.connectionWindowBytes = 70_000
    settings.maxHeaderBytes = 256
    settings.streamResetBurst = 4
    settings.controlFrameBurst = 16
    return settings
  }

  /// What a session that never answers makes of the pieces, and whether it would read on.
  private static func listen(
    _ settings: SessionSettings, _ pieces: [[UInt8]]
  ) throws(Finding) -> (Transcript, wantsMore: Bool) {
    let probe = try SessionProbe(settings)
    if settings.role == .client {
      for _ in 0..<3 { try probe.request() }
      try probe.send()
    }
    for piece in pieces { try probe.receive(piece) }
    let result = (probe.transcript, probe.session.wantsRead)
    try probe.send()
    try probe.abandon()
    return result
  }

  /// Answers, asks, gives windows back and ends things between the pieces, as calls would.
  private static func converse(
    _ settings: SessionSettings, _ pieces: [[UInt8]], _ choices: Choices
  ) throws(Finding) {
    let caller = SessionCaller(try SessionProbe(settings), choices)
    if settings.role == .client { try caller.act(.request) }
    for piece in pieces {
      try caller.probe.receive(piece)
      try caller.actAtRandom()
    }
    try caller.end()
  }
}
