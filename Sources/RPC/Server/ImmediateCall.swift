/// A unary call as that handler sees it which answers at once. It must not be kept.
package struct ImmediateCall: CallHead {
  let call: ServerStream

  package var path: String { call.method.path }
  package var metadata: Metadata { call.metadata }
  package var peer: Peer { call.peer }

  /// Answers with a message of so many bytes, which `fill` writes, every one of them; once at most.
  ///
  /// The message is written right to where it is sent from.
  package func answer(
    byteCount: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void
  ) throws(Status) {
    try call.answer(byteCount: byteCount) { memory in
      fill(UnsafeMutableRawBufferPointer(start: memory, count: byteCount))
    }
  }

  /// Answers with a copy of a message that there is already; once at most.
  package func answer(copying message: UnsafeRawBufferPointer) throws(Status) {
    try answer(byteCount: message.count) { $0.copyMemory(from: message) }
  }
}
