/// Something that a client asked through a proxy.
struct ProxyRequest: Sendable {
  /// What it asks, as far as that can be seen.
  enum Kind: Hashable, Sendable {
    case http(method: String, path: String)
    case ldap(LDAPOperation, id: [UInt8])
    case unknown
  }

  let kind: Kind
  let bytes: [UInt8]

  /// What it is called in the list of requests; nil for what cannot be seen.
  var name: String? {
    switch kind {
    case .http(let method, let path): "\(method) \(path)"
    case .ldap(let operation, _): "\(operation)"
    case .unknown: nil
    }
  }

  /// The answer over LDAP that refuses it with a code; nothing where none can be given.
  func refusal(_ code: UInt8) -> [UInt8] {
    guard case .ldap(let operation, let id) = kind else { return [] }
    let result: [UInt8] = [0x0A, 0x01, code, 0x04, 0x00, 0x04, 0x00]
    let message =
      [0x02, UInt8(id.count)] + id + [operation.answerTag, UInt8(result.count)] + result
    return [0x30, UInt8(message.count)] + message
  }
}
