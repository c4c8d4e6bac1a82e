/// A core that a process is bound to, so that a server and its load do not share one.
enum Core: Int, Hashable, Sendable {
  case server = 0
  case load = 1
}
