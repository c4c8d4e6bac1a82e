internal import NIOCore

#if os(Linux)
  internal import CScheduler
#endif

/// The cores that this process may run on.
enum UsableCores {
  /// How many there are: those of the machine or of its container, less those that the process is
  /// kept from. Two event loops on one core would only take turns.
  static var count: Int {
    #if os(Linux)
      let allowed = Int(scheduler_usable_cores())
      return allowed > 0 ? min(System.coreCount, allowed) : System.coreCount
    #else
      return System.coreCount
    #endif
  }
}
