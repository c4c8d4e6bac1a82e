internal import HTTP2

/// What a session told of, with the bytes of a body put together however they were cut.
struct Transcript: Equatable {
  enum Entry: Hashable {
    case headers(Int32, HeaderBlock, endsStream: Bool, isOversized: Bool)
    case data(Int32, [UInt8])
    case endOfStream(Int32)
    case sentEndOfStream(Int32)
    case drained(Int32)
    case closed(Int32, ErrorCode)
    case settings
    case goAway(Int32, ErrorCode)
    case pingAcknowledged
    case failed(HTTP2Error.Code)
  }

  private(set) var entries: [Entry] = []

  /// Whether the same bytes cut into pieces mean this, after which the session wants more or not.
  func means(_ cut: Transcript, wantsMore: Bool) -> Bool {
    if isFlood || cut.isFlood {
      // Frames are counted before the piece that holds them is read.
      return cut.entries.starts(with: entries.dropLast())
    }
    // Once a connection is over, nghttp2 still reads the piece at hand and none behind it.
    return wantsMore ? self == cut : entries.starts(with: cut.entries)
  }

  private var isFlood: Bool { entries.last == .failed(.flood) }

  /// - Parameter headers: the header block that the event tells of, if it tells of one.
  mutating func append(
    _ event: StreamEvent, on stream: Int32, headers: HeaderBlock?, input: UnsafeRawBufferPointer
  ) {
    switch event {
    case .headers(_, let endsStream, let isOversized):
      entries.append(
        .headers(
          stream, headers ?? HeaderBlock(), endsStream: endsStream, isOversized: isOversized))
    case .data(let range, let endsStream):
      append(input[range], of: stream)
      if endsStream { entries.append(.endOfStream(stream)) }
    case .endOfStream: entries.append(.endOfStream(stream))
    case .sentEndOfStream: entries.append(.sentEndOfStream(stream))
    case .drained: entries.append(.drained(stream))
    case .closed(let code): entries.append(.closed(stream, code))
    }
  }

  mutating func append(_ event: ConnectionEvent) {
    switch event {
    case .settings: entries.append(.settings)
    case .goAway(let id, let code): entries.append(.goAway(id, code))
    case .pingAcknowledged: entries.append(.pingAcknowledged)
    }
  }

  mutating func append(_ failure: HTTP2Error) {
    entries.append(.failed(failure.code))
  }

  private mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>, of stream: Int32) {
    guard !bytes.isEmpty else { return }
    if case .data(stream, let before) = entries.last {
      entries[entries.count - 1] = .data(stream, before + bytes)
    } else {
      entries.append(.data(stream, Array(bytes)))
    }
  }
}
