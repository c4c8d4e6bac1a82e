internal import Glibc

/// The signal that a program gets which writes to a connection that the other end has closed, and which
/// ends it unless told otherwise. liblber writes so that it comes.
enum PipeSignal {
  /// Keeps it from the calling thread from now on.
  static func block() {
    var signals = only()
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Runs a body without it, and leaves the calling thread as it was.
  static func without(_ body: () -> Void) {
    var (signals, before) = (only(), sigset_t())
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    body()
    guard sigismember(&before, SIGPIPE) == 0 else { return }
    // One that came meanwhile would be delivered as soon as it is let through.
    var immediately = timespec()
    while sigtimedwait(&signals, nil, &immediately) < 0, errno == EINTR {}
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  private static func only() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    return signals
  }
}
