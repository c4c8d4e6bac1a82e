/// Why a sealed secret cannot be opened.
package enum SecretError: Error, Hashable, Sendable {
  /// None of the keys has sealed it.
  case unknownKey
  /// It was changed, or sealed for another place.
  case damaged
}
