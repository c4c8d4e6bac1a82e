/// Passwords as Active Directory takes them (`unicodePwd`).
enum WindowsPassword {
  /// Characters of a random password.
  static let length = 48

  /// A password of random characters, among which are some of every kind that a policy may ask for. It is
  /// kept nowhere.
  static func random() -> [UInt8] {
    let kinds = ["ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "+-.:=_"]
    let all = Array(kinds.joined())
    var generator = SystemRandomNumberGenerator()
    var characters = kinds.compactMap { $0.randomElement(using: &generator) }
    while characters.count < length {
      characters.append(all[Int.random(in: all.indices, using: &generator)])
    }
    characters.shuffle(using: &generator)
    return encoded(String(characters))
  }

  /// A password between quotation marks, in UTF-16 with the lower byte first.
  static func encoded(_ password: String) -> [UInt8] {
    "\"\(password)\"".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }
}
