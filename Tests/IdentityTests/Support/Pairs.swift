internal import CryptoExtras
internal import Foundation
internal import JWTKit

/// An RSA key that all tests share, because making one takes long.
enum Pairs {
  private static let key: _RSA.Signing.PrivateKey = {
    do {
      return try _RSA.Signing.PrivateKey(keySize: .bits2048)
    } catch {
      // Without the key no test can say anything.
      fatalError("no RSA key can be made: \(error)")
    }
  }()

  /// The private key.
  static let rsa: JWTKit.Insecure.RSA.PrivateKey = {
    do {
      return try JWTKit.Insecure.RSA.PrivateKey(backing: key)
    } catch {
      // Without the key no test can say anything.
      fatalError("the RSA key cannot be used: \(error)")
    }
  }()

  /// The public key as PEM, which is no secret and must not serve as one.
  static var publicPEM: String { key.publicKey.pemRepresentation }

  /// The modulus in base64 for URLs.
  static var modulus: String { primitives.0 }

  /// The exponent in base64 for URLs.
  static var exponent: String { primitives.1 }

  private static let primitives: (String, String) = {
    do {
      let numbers = try key.publicKey.getKeyPrimitives()
      return (Signer.encoded(Array(numbers.modulus)), Signer.encoded(Array(numbers.publicExponent)))
    } catch {
      // Without the key no test can say anything.
      fatalError("the RSA key has no numbers: \(error)")
    }
  }()
}
