/// What a `cache-control` header says (RFC 9111, section 5.2).
enum CacheControl {
  /// For how many seconds a document may be used; nil when nothing is said, 0 when it may not be kept.
  static func maxAgeSeconds(_ fields: [String]) -> Int? {
    let directives = fields.joined(separator: ",").split(separator: ",").map {
      $0.filter { $0 != " " && $0 != "\t" && $0 != "\"" }.lowercased()
    }
    if directives.contains(where: { $0 == "no-store" || $0 == "no-cache" }) { return 0 }
    guard let age = directives.first(where: { $0.hasPrefix("max-age=") }) else { return nil }
    return Int(age.dropFirst("max-age=".count)).map { max($0, 0) }
  }
}
