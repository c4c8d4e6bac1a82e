package import Reach

extension TargetRules {
  /// What is wrong with a URL whose host is written as an address; nil when nothing is, or when only its
  /// name can tell.
  package func problem(ofURL url: String) -> String? {
    guard let target = try? WebTarget(url) else { return nil }
    let host = target.host == "localhost" ? "127.0.0.1" : target.host
    guard let address = NetworkAddress(host), !permits(address) else { return nil }
    return "is at an address that is not public:"
      + " the server's operator can allow it with --allow-target"
  }
}
