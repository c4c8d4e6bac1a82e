/// Takes what a client sends apart into requests: those of HTTP/1.1 whose bodies say how long they are, and
/// those of LDAP. Anything else, such as TLS, passes as it comes.
struct RequestReader {
  private var buffer: [UInt8] = []
  /// Whether something came that cannot be read; whatever follows cannot be read either.
  private var isOpaque = false

  /// Takes some bytes; gives the requests that are complete.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [ProxyRequest] {
    buffer += bytes
    var requests: [ProxyRequest] = []
    while let first = buffer.first {
      if first != 0x30, !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) {
        isOpaque = true
      }
      if isOpaque {
        requests.append(take(buffer.count, .unknown))
        break
      }
      guard let request = first == 0x30 ? takeLDAP() : takeHTTP() else { break }
      requests.append(request)
    }
    return requests
  }

  private mutating func take(_ count: Int, _ kind: ProxyRequest.Kind) -> ProxyRequest {
    defer { buffer.removeFirst(count) }
    return ProxyRequest(kind: kind, bytes: Array(buffer.prefix(count)))
  }

  /// A message of LDAP (RFC 4511, section 4.1.1): a sequence of its number, and of what is asked.
  private mutating func takeLDAP() -> ProxyRequest? {
    guard buffer.count > 1 else { return nil }
    let more = buffer[1] < 0x80 ? 0 : Int(buffer[1] & 0x7F)
    let head = 2 + more
    guard buffer.count >= head else { return nil }
    let length = more == 0 ? Int(buffer[1]) : buffer[2..<head].reduce(0) { $0 << 8 | Int($1) }
    guard buffer.count >= head + length, length > 2 else { return nil }
    let id = Array(buffer[(head + 2)...].prefix(Int(buffer[head + 1])))
    let place = head + 2 + id.count
    guard place < head + length, let operation = LDAPOperation(rawValue: buffer[place]) else {
      return take(head + length, .unknown)
    }
    return take(head + length, .ldap(operation, id: id))
  }

  private mutating func takeHTTP() -> ProxyRequest? {
    let end = Array("\r\n\r\n".utf8)
    guard
      let start = buffer.indices.first(where: { buffer[$0...].starts(with: end) })
    else { return nil }
    let lines = String(decoding: buffer[..<start], as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    let length = lines.compactMap { line -> Int? in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { return nil }
      return Int(parts[1].filter(\.isNumber))
    }.first
    let count = start + end.count + (length ?? 0)
    guard buffer.count >= count else { return nil }
    guard words.count == 3 else { return take(count, .unknown) }
    return take(count, .http(method: String(words[0]), path: String(words[1])))
  }
}
