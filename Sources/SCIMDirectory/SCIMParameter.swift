/// A name and its value, as they stand in the query of a URL or in a form.
struct SCIMParameter: Hashable, Sendable {
  var name: String
  var value: String

  init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension [SCIMParameter] {
  /// All of them, as in the query of a URL.
  var encoded: String {
    map { "\(PercentEncoding.encoded($0.name))=\(PercentEncoding.encoded($0.value))" }
      .joined(separator: "&")
  }
}
