internal import Crypto

/// The hash that tells whether a repeated request is the same request.
package enum RequestHash {
  /// SHA-256 of a request's bytes, 32 bytes.
  package static func of(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    Array(SHA256.hash(data: Array(bytes)))
  }
}
