internal import CNGHTTP2
internal import Flooding

/// A server's session of nghttp2 as the library itself looks at requests, to hold ours against.
final class ReferenceServer {
  /// The header blocks that were told of, by stream, each field as `name=value`.
  private(set) var blocks: [Int32: [[String]]] = [:]
  /// How many bytes of bodies were told of, by stream.
  private(set) var bodyCounts: [Int32: Int] = [:]
  /// The streams whose end was told of.
  private(set) var ended: Set<Int32> = []
  private var fields: [String] = []
  private var session: OpaquePointer?  // nghttp2_session *, owned

  init() {
    var callbacks: OpaquePointer?
    nghttp2_session_callbacks_new(&callbacks)
    defer { nghttp2_session_callbacks_del(callbacks) }
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks) { _, _, userData in
      ReferenceServer.at(userData).fields = []
      return 0
    }
    nghttp2_session_callbacks_set_on_header_callback(callbacks) {
      _, _, name, nameCount, value, valueCount, _, userData in
      let text = { String(decoding: UnsafeBufferPointer(start: $0, count: $1), as: UTF8.self) }
      ReferenceServer.at(userData).fields.append(
        "\(text(name, nameCount))=\(text(value, valueCount))")
      return 0
    }
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks) {
      _, _, stream, _, count, userData in
      ReferenceServer.at(userData).bodyCounts[stream, default: 0] += count
      return 0
    }
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks) { _, frame, userData in
      if let frame { ReferenceServer.at(userData).note(frame.pointee.hd) }
      return 0
    }
    nghttp2_session_server_new(&session, callbacks, Unmanaged.passUnretained(self).toOpaque())
    nghttp2_submit_settings(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), nil, 0)
  }

  deinit { nghttp2_session_del(session) }

  /// Reads bytes in pieces of a size, and answers with those that are to be sent.
  func receive(_ bytes: [UInt8], pieceBytes: Int = .max) -> [UInt8] {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(pieceBytes))
      rest = rest.dropFirst(piece.count)
      nghttp2_session_mem_recv(session, piece, piece.count)
    }
    var output: [UInt8] = []
    var frame: UnsafePointer<UInt8>?
    while case let count = nghttp2_session_mem_send(session, &frame), count > 0 {
      output += UnsafeBufferPointer(start: frame, count: count)
    }
    return output
  }

  private func note(_ head: nghttp2_frame_hd) {
    if head.type == RawFrame.headers { blocks[head.stream_id, default: []].append(fields) }
    if head.type == RawFrame.headers || head.type == RawFrame.data,
      head.flags & RawFrame.endStream != 0
    {
      ended.insert(head.stream_id)
    }
  }

  private static func at(_ userData: UnsafeMutableRawPointer?) -> ReferenceServer {
    guard let userData else { preconditionFailure("nghttp2 has lost its user data") }
    return Unmanaged<ReferenceServer>.fromOpaque(userData).takeUnretainedValue()
  }
}
