/// What a header block is as a request, or as the trailers of one (RFC 9113, sections 8.1 and 8.3).
struct RequestForm {
  /// Whether it can begin a request.
  private(set) var isRequest = false
  /// Whether it can end one.
  private(set) var isTrailers = false
  /// How many bytes its body has, where that is said.
  private(set) var contentLength: Int64?
  /// Whether it has the field `host`.
  private(set) var hasHost = false

  /// Looks at the fields of a block in their order.
  init(_ fields: some Sequence<RequestField>) {
    var pseudo = PseudoFields()
    var isWellFormed = true
    var hasRegular = false
    for field in fields {
      switch field {
      case .malformed: isWellFormed = false
      case .method, .path, .scheme, .authority:
        if hasRegular || !pseudo.add(field) { isWellFormed = false }
        continue
      case .host:
        if hasHost { isWellFormed = false }
        hasHost = true
      case .contentLength(let length):
        if contentLength != nil { isWellFormed = false }
        contentLength = length
      case .regular: break
      }
      hasRegular = true
    }
    isRequest = isWellFormed && pseudo.areComplete(hasHost: hasHost)
    isTrailers = isWellFormed && pseudo.isEmpty
    // What follows CONNECT is no message with a length.
    if pseudo.isConnect { contentLength = nil }
  }

  /// One of which nothing is demanded.
  init() {
    isRequest = true
    isTrailers = true
  }

  /// How many bytes the body has according to a request and its trailers; nil when they do not go together.
  func contentLength(with trailers: RequestForm) -> Int64?? {
    guard trailers.isTrailers, !(hasHost && trailers.hasHost),
      contentLength == nil || trailers.contentLength == nil
    else { return nil }
    return .some(contentLength ?? trailers.contentLength)
  }
}
