/// One end of a connection on a channel in memory, given what the other end sends.
protocol ConnectionProbe {
  init() throws(Finding)
  /// Gives the connection bytes, and lets everything happen that they lead to.
  func receive(_ piece: [UInt8]) throws(Finding)
  /// Lets the channel take bytes, or not.
  func setWritable(_ isWritable: Bool)
  /// Begins a graceful end.
  func drain()
  /// Loses the connection, after which nothing of it may be left.
  func end() throws(Finding)
}
