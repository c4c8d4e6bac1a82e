internal import CNGHTTP2

/// The nine bytes that stand before a frame's payload, without the stream (RFC 9113, section 4.1).
struct FrameHead: Hashable {
  /// What a frame means to the budgets of a connection.
  enum Cost {
    /// It carries a call.
    case earns
    /// It belongs to what carries a call.
    case free
    /// It costs the peer nothing and us something.
    case control
    /// It goes on with a header block.
    case continuation
    /// It changes how the connection works, and asks for an answer.
    case settings
    /// It undoes what was begun.
    case reset
    /// It asks for a sign of life.
    case ping
  }

  /// How many bytes a head has.
  static let byteCount = 9

  var payloadBytes: Int
  var type: UInt32
  var flags: UInt32

  /// Reads a head from its first five bytes.
  init(_ bytes: UnsafeRawBufferPointer) {
    payloadBytes = Int(bytes[0]) << 16 | Int(bytes[1]) << 8 | Int(bytes[2])
    type = UInt32(bytes[3])
    flags = UInt32(bytes[4])
  }

  /// What the frame means; one that nobody knows costs as much as any other.
  var cost: Cost {
    switch type {
    case NGHTTP2_HEADERS.rawValue: .earns
    case NGHTTP2_CONTINUATION.rawValue: .continuation
    case NGHTTP2_DATA.rawValue: isEmptyData ? .control : .free
    case NGHTTP2_RST_STREAM.rawValue: .reset
    case NGHTTP2_SETTINGS.rawValue: isAcknowledgement ? .control : .settings
    case NGHTTP2_PING.rawValue: isAcknowledgement ? .control : .ping
    default: .control
    }
  }

  /// Whether a PING or SETTINGS frame answers one of ours.
  private var isAcknowledgement: Bool { flags & NGHTTP2_FLAG_ACK.rawValue != 0 }

  /// Whether a DATA frame may hold nothing but padding, and ends nothing either.
  private var isEmptyData: Bool {
    flags & NGHTTP2_FLAG_END_STREAM.rawValue == 0
      && (payloadBytes == 0 || flags & NGHTTP2_FLAG_PADDED.rawValue != 0)
  }
}
