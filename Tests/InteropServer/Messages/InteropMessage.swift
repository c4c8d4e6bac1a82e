internal import NIOCore
internal import Protobuf
internal import RPC

/// A message of `grpc.testing` as a Swift value.
protocol InteropMessage: Hashable, Sendable {
  /// The generated C struct.
  associatedtype C

  /// Its generated initialiser.
  static var initialize: Arena.Initializer<C> { get }

  /// Reads a generated message.
  init(_ c: C)

  /// Fills a generated message; what hangs on it is made in the arena.
  func fill(_ c: inout C, in arena: borrowing Arena)
}

extension InteropMessage {
  /// Reads a message from the wire.
  init(decoding buffer: ByteBuffer) throws(Status) {
    let read = buffer.withUnsafeReadableBytes { bytes in
      Result { () throws(ProtobufError) in
        try Unpacked(bytes, as: Self.initialize).withMessage { Self($0.pointee) }
      }
    }
    do {
      self = try read.get()
    } catch {
      throw Status(.invalidArgument, error.message)
    }
  }

  /// The message for the wire.
  func encoded() -> ByteBuffer {
    let arena = Arena()
    let message = arena.make(Self.initialize)
    fill(&message.pointee, in: arena)
    return ByteBuffer(bytes: arena.packed(message))
  }
}
