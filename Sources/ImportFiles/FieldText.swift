/// Turns bytes of a file into a string, and refuses what the service would refuse later.
enum FieldText {
  /// Checks that the bytes are UTF-8 and hold no NUL, which no name has and C cuts strings at.
  static func string(from bytes: ArraySlice<UInt8>) -> Result<String, ImportError> {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .failure(ImportError(.invalidUTF8, "the text is not valid UTF-8"))
    }
    guard !bytes.contains(0) else { return .failure(nul) }
    return .success(text)
  }

  static var nul: ImportError { ImportError(.nulByte, "the text holds a NUL character") }
}
