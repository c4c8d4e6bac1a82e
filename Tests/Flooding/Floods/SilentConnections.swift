/// Many connections that send nothing at all.
package struct SilentConnections: Flood {
  package let connectionCount: Int
  package let pauseMilliseconds = 1000

  /// So many connections.
  package init(connectionCount: Int = 500) {
    self.connectionCount = connectionCount
  }

  package func burst(_ turn: Int) -> [UInt8] { [] }
}
