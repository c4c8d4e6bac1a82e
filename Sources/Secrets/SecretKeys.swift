internal import Crypto
internal import Foundation

/// The instance's keys for secrets in tenants' settings, such as passwords of directories. The first seals;
/// every one of them opens, so that a new one can be put in front.
///
/// A sealed secret is a version (1 byte), the key's id (8 bytes) and what AES-GCM makes of it: nonce
/// (12 bytes), ciphertext and tag (16 bytes).
package struct SecretKeys: Sendable {
  /// Bytes of a key.
  package static let keyBytes = 32
  /// Most keys.
  package static let maxKeys = 16

  private static let version: UInt8 = 1
  private static let idBytes = 8

  private struct Key: Sendable {
    let id: [UInt8]
    let key: SymmetricKey

    init(_ bytes: Data) {
      key = SymmetricKey(data: bytes)
      id = Array(SHA256.hash(data: Data("dormouse key id".utf8) + bytes).prefix(SecretKeys.idBytes))
    }
  }

  private let keys: [Key]

  /// Reads keys: one on a line, in base64, the newest first; empty lines, and those that begin with `#`,
  /// say nothing.
  package init(parsing text: String) throws(SecretKeysError) {
    var keys: [Key] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let bytes = Data(base64Encoded: line), bytes.count == Self.keyBytes else {
        throw SecretKeysError(
          "line \(index + 1) is no key: give \(Self.keyBytes) random bytes in base64, as"
            + " `openssl rand -base64 \(Self.keyBytes)` prints them")
      }
      keys.append(Key(bytes))
    }
    guard !keys.isEmpty else {
      throw SecretKeysError(
        "there is no key: give one on a line, as `openssl rand -base64 \(Self.keyBytes)` prints it")
    }
    guard keys.count <= Self.maxKeys else {
      throw SecretKeysError("there are \(keys.count) keys: keep at most \(Self.maxKeys)")
    }
    guard Set(keys.map(\.id)).count == keys.count else {
      throw SecretKeysError("a key is there twice: give each once")
    }
    self.keys = keys
  }

  /// Seals a secret for its place.
  package func seal(_ secret: String, for place: SecretPlace) -> [UInt8] {
    let current = keys[0]
    let box = try? AES.GCM.seal(
      Data(secret.utf8), using: current.key, authenticating: place.bytes)
    // Sealing fails only for more than 64 GB, and a box of 12-byte nonces always has a combined form.
    guard let sealed = box?.combined else { preconditionFailure("a secret cannot be sealed") }
    return [Self.version] + current.id + sealed
  }

  /// Opens what was sealed for a place.
  package func open(
    _ sealed: [UInt8], for place: SecretPlace
  ) throws(SecretError) -> String {
    let start = 1 + Self.idBytes
    guard sealed.count > start, sealed[0] == Self.version else { throw .damaged }
    guard let key = keys.first(where: { $0.id.elementsEqual(sealed[1..<start]) }) else {
      throw .unknownKey
    }
    guard let box = try? AES.GCM.SealedBox(combined: sealed[start...]),
      let opened = try? AES.GCM.open(box, using: key.key, authenticating: place.bytes),
      let secret = String(validating: opened, as: UTF8.self)
    else { throw .damaged }
    return secret
  }

  /// Whether a secret was sealed with the first key; sealed anew, it no longer needs the others.
  package func isCurrent(_ sealed: [UInt8]) -> Bool {
    sealed.count > 1 + Self.idBytes && sealed[0] == Self.version
      && keys[0].id.elementsEqual(sealed[1...Self.idBytes])
  }
}
