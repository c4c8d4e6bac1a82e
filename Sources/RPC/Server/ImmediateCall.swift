internal import HTTP2
internal import NIOCore

/// A unary call as that handler sees it which answers at once. It must not be kept.
package struct ImmediateCall: CallHead {
  let method: Method
  let stream: HTTP2.Stream
  let server: ServerConnection

  package var path: String { method.path }
  package var metadata: Metadata { Metadata(stream.headers) }
  package var peer: Peer { server.peer }

  /// Answers with a message of so many bytes, which `fill` writes, and says how many it wrote; once at
  /// most.
  ///
  /// The message is written right to where it is sent from. There, answers to others stood before: one
  /// that leaves bytes unwritten is a mistake in the program, and ends it.
  package func answer(
    byteCount: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int
  ) throws(Status) {
    try server.answer(stream, byteCount: byteCount) { memory in
      let written = fill(UnsafeMutableRawBufferPointer(start: memory, count: byteCount))
      precondition(written == byteCount, "an answer of \(byteCount) bytes has only \(written)")
    }
  }

  /// Answers with a copy of a message that there is already; once at most.
  package func answer(copying message: UnsafeRawBufferPointer) throws(Status) {
    try answer(byteCount: message.count) { memory in
      memory.copyMemory(from: message)
      return message.count
    }
  }
}
