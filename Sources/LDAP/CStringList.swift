internal import Glibc

/// Texts as C takes a list of them: addresses, and none at the end.
final class CStringList {
  /// Borrowed for as long as the list lives.
  let pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ texts: [String]) {
    count = texts.count
    pointer = .allocate(capacity: count + 1)
    for (index, text) in texts.enumerated() { (pointer + index).initialize(to: strdup(text)) }
    (pointer + count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { free(pointer[index]) }
    pointer.deinitialize(count: count + 1)
    pointer.deallocate()
  }
}
