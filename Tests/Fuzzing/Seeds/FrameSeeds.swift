/// Frames in short form, as peers that mean no good send them behind a preface.
enum FrameSeeds {
  private typealias Seed = (name: String, input: [UInt8])

  /// POST, http, `/t/Echo`, gRPC and an authority, without Huffman coding or the dynamic table.
  private static let requestFields: [UInt8] = {
    var fields: [UInt8] = [0x83, 0x86, 0x04, 7]
    fields += "/t/Echo".utf8
    fields += [0x01, 1, UInt8(ascii: "h"), 0x0F, 0x10, 16]
    fields += "application/grpc".utf8
    return fields
  }()

  /// `:status: 200` and `grpc-status: 0`.
  private static let statusFields: [UInt8] = {
    var fields: [UInt8] = [0x88, 0x00, 11]
    fields += "grpc-status".utf8
    fields += [1, UInt8(ascii: "0")]
    return fields
  }()

  private static func frame(
    _ type: UInt8, _ flags: UInt8, _ stream: UInt8, _ payload: [UInt8] = []
  ) -> [UInt8] {
    [type, flags, stream, UInt8(payload.count)] + payload
  }

  /// A request whose body is open.
  private static func request(_ stream: UInt8 = 1) -> [UInt8] {
    frame(1, 4, stream, requestFields)
  }

  private static func seed(_ name: String, _ flags: UInt8, _ frames: [UInt8]...) -> Seed {
    (name, [flags, UInt8(truncatingIfNeeded: name.utf8.count)] + frames.joined())
  }

  /// Floods, odd frames and a call with padding, for a server.
  static var toServer: [(name: String, input: [UInt8])] {
    let ping = frame(6, 0, 0, Array(repeating: 0, count: 8))
    let settings = frame(4, 0, 0, [0, 4, 0, 0, 1, 0])
    let resets = (0..<8).flatMap { index -> [UInt8] in
      let stream = UInt8(index * 2 + 1)
      return request(stream) + frame(3, 0, stream, [0, 0, 0, 8])
    }
    return [
      seed("pings", 7, Array(repeatElement(ping, count: 20).joined())),
      seed("settings", 7, Array(repeatElement(settings, count: 20).joined())),
      seed("priority", 7, request(), frame(2, 0, 1, [0, 0, 0, 0, 16])),
      seed("windows", 7, request(), frame(8, 0, 1, [0, 0, 1, 0]), frame(8, 0, 0, [0, 0, 1, 0])),
      seed("continuations", 7, frame(1, 0, 1, requestFields), frame(9, 0, 1), frame(9, 4, 1)),
      seed("resets", 7, resets),
      seed("padding", 3, request(), frame(0, 9, 1, [2, 0, 0, 0, 0, 1, 7, 0, 0])),
      seed("trailers", 3, request(), frame(1, 5, 1, [0x00, 1, 0x61, 1, 0x62])),
      seed("goaway", 3, request(), frame(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])),
    ]
  }

  /// Answers of all shapes, for a client.
  static var toClient: [(name: String, input: [UInt8])] {
    let trailers = frame(1, 5, 3, Array(statusFields.dropFirst()))
    let informational: [UInt8] = [0x08, 3] + "103".utf8
    let push: [UInt8] = [0, 0, 0, 2] + requestFields
    return [
      seed("only-trailers", 3, frame(1, 5, 1, statusFields)),
      seed("answer", 3, frame(1, 4, 3, [0x88]), frame(0, 0, 3, [0, 0, 0, 0, 1, 9]), trailers),
      seed("informational", 3, frame(1, 4, 1, informational), frame(1, 4, 1, [0x88])),
      seed("push", 3, frame(5, 4, 1, push)),
      seed(
        "goaway", 7, frame(7, 0, 0, [0, 0, 0, 1, 0, 0, 0, 11]), frame(3, 0, 5, [0, 0, 0, 7])),
    ]
  }

  /// What else may come first on a connection to the server.
  static var openings: [(name: String, input: [UInt8])] {
    [
      seed("health", 0, Array("GET /healthz HTTP/1.1\r\nhost: h\r\n\r\n".utf8)),
      seed("http1", 0, Array("POST / HTTP/1.1\r\nhost: h\r\n\r\n".utf8)),
    ]
  }
}
