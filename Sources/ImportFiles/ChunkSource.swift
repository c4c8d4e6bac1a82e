/// Bytes of a file, pulled piece by piece: nothing is read before it is asked for, so that whoever
/// consumes the rows sets the pace.
package protocol ChunkSource: Sendable {
  /// The next bytes, in any size but empty; nil at the end.
  mutating func next() throws(ImportError) -> [UInt8]?
}
