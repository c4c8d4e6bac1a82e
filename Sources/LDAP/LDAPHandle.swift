internal import CLDAP
internal import Glibc

/// libldap's handle of a connection. It waits in the calling thread, and belongs to one at a time.
final class LDAPHandle {
  /// Most bytes of a message from the server.
  static let maxMessageBytes = 16 << 20
  /// Most bytes of all entries of a page.
  static let maxPageBytes = 64 << 20

  private let handle: OpaquePointer  // LDAP *, owned
  private let socket: SocketGuard
  /// The page that was asked for ahead, with the number of the request.
  private var ahead: (search: LDAPSearch, after: LDAPCookie, id: Int32)?

  /// libldap sets itself and TLS up when they are first used, which two threads must not do at once.
  private static let setUp: Void = {
    var value: Int32 = 0
    ldap_get_option(nil, LDAP_OPT_PROTOCOL_VERSION, &value)
    value = 0
    ldap_set_option(nil, LDAP_OPT_X_TLS_NEWCTX, &value)
  }()

  /// Speaks LDAP, encrypted as the server wants it, on a connected and guarded socket, which it closes in the
  /// end.
  init(_ server: LDAPServer, on descriptor: Int32, _ socket: SocketGuard) throws(LDAPError) {
    var made: OpaquePointer?
    Self.setUp
    guard ldap_init_fd(descriptor, LDAP_PROTO_TCP, server.url, &made) == LDAP_SUCCESS, let made
    else {
      close(descriptor)
      throw .invalid("the server's name")
    }
    handle = made
    self.socket = socket
    try setOptions()
    try encrypt(server)
  }

  deinit {
    // A farewell that finds no room is not waited for.
    socket.stopWaiting()
    socket.release()
    // Whoever drops the connection last may do so on any thread.
    PipeSignal.without { ldap_unbind_ext(handle, nil, nil) }
  }

  /// Authenticates by name and password.
  func bind(name: String, password: String) throws(LDAPError) {
    try check(name)
    var id: Int32 = 0
    var password = Array(password.utf8CString)
    let code = password.withUnsafeMutableBufferPointer { bytes in
      var credentials = berval(bv_len: UInt(bytes.count - 1), bv_val: bytes.baseAddress)
      return ldap_sasl_bind(handle, name, nil, &credentials, nil, nil, &id)
    }
    try check(code)
    try finish(id)
  }

  /// A page of a search.
  func page(of search: LDAPSearch, after cookie: LDAPCookie?) throws(LDAPError) -> LDAPPage {
    let id =
      if let asked = takeAhead(search, after: cookie) { asked } else {
        try start(search, after: cookie)
      }
    var entries: [LDAPEntry] = []
    var bytes = 0
    while true {
      let message = try next(id)
      switch message.type {
      case Int32(LDAP_RES_SEARCH_ENTRY):
        let entry = try message.entry(handle)
        bytes += entry.byteCount
        if bytes > Self.maxPageBytes { throw .oversized }
        entries.append(entry)
      // Another server knows more, which is none of this directory.
      case Int32(LDAP_RES_SEARCH_REFERENCE): continue
      case Int32(LDAP_RES_SEARCH_RESULT):
        let end = try message.end(handle)
        let next = search.pageSize == nil ? nil : end
        if search.asksAhead, let next {
          ahead = (search, next, try start(search, after: next))
        }
        return LDAPPage(entries: entries, next: next)
      default: throw .malformed
      }
    }
  }

  /// The number of the request for a page, if it was asked for ahead.
  private func takeAhead(_ search: LDAPSearch, after cookie: LDAPCookie?) -> Int32? {
    guard let asked = ahead, asked.after == cookie, asked.search == search else { return nil }
    ahead = nil
    return asked.id
  }

  /// Changes an entry.
  func modify(_ name: String, _ modifications: [LDAPModification]) throws(LDAPError) {
    try check(name)
    for modification in modifications { try check(modification.attribute) }
    var id: Int32 = 0
    let list = ModificationList(modifications)
    try check(ldap_modify_ext(handle, name, list.pointer, nil, nil, &id))
    try finish(id)
  }

  /// Adds an entry.
  func add(_ name: String, _ attributes: [LDAPModification]) throws(LDAPError) {
    try check(name)
    for attribute in attributes { try check(attribute.attribute) }
    var id: Int32 = 0
    let list = ModificationList(attributes)
    try check(ldap_add_ext(handle, name, list.pointer, nil, nil, &id))
    try finish(id)
  }

  private func start(
    _ search: LDAPSearch, after cookie: LDAPCookie?
  ) throws(LDAPError) -> Int32 {
    try check(search.base)
    for attribute in search.attributes { try check(attribute) }
    let control = try search.pageSize.map { (size) throws(LDAPError) in
      try PageControl(handle, size: size, after: cookie)
    }
    var controls: [UnsafeMutablePointer<LDAPControl>?] = [control?.pointer, nil]
    var id: Int32 = 0
    let attributes = CStringList(search.attributes)
    try check(
      ldap_search_ext(
        handle, search.base, search.scope.number, search.filter.description, attributes.pointer, 0,
        &controls, nil, nil, Int32(LDAP_NO_LIMIT), &id))
    return id
  }

  /// Waits for the only answer to a request.
  private func finish(_ id: Int32) throws(LDAPError) {
    _ = try next(id).end(handle)
  }

  private func next(_ id: Int32) throws(LDAPError) -> LDAPMessageBox {
    var message: OpaquePointer?
    guard ldap_result(handle, id, LDAP_MSG_ONE, nil, &message) > 0, let message else {
      var code: Int32 = 0
      ldap_get_option(handle, LDAP_OPT_RESULT_CODE, &code)
      // A code of the server's would be that of an operation before.
      throw code < 0 ? LDAPError(localCode: code) : .connectionLost
    }
    return LDAPMessageBox(message)
  }

  private func check(_ code: Int32) throws(LDAPError) {
    if code != LDAP_SUCCESS { throw LDAPError(localCode: code) }
  }

  /// In C a text ends where it has a NUL.
  private func check(_ text: String) throws(LDAPError) {
    if text.utf8.contains(0) { throw .invalid("a name with a NUL") }
  }

  /// Sets what a configuration file of the machine could have set otherwise.
  private func setOptions() throws(LDAPError) {
    try set(LDAP_OPT_PROTOCOL_VERSION, LDAP_VERSION3)
    try set(LDAP_OPT_DEREF, LDAP_DEREF_NEVER)
    try set(LDAP_OPT_SIZELIMIT, LDAP_NO_LIMIT)
    try set(LDAP_OPT_TIMELIMIT, LDAP_NO_LIMIT)
    try check(dormouse_ldap_switch(handle, LDAP_OPT_REFERRALS, 0))
    // A signal that comes while it waits is no lost connection.
    try check(dormouse_ldap_switch(handle, LDAP_OPT_RESTART, 1))
    try check(dormouse_ldap_refuse_connections(handle))
    var buffer: OpaquePointer?
    guard ldap_get_option(handle, LDAP_OPT_SOCKBUF, &buffer) == LDAP_OPT_SUCCESS else {
      throw .invalid("the connection")
    }
    var most = ber_len_t(Self.maxMessageBytes)
    guard ber_sockbuf_ctrl(buffer, Int32(LBER_SB_OPT_SET_MAX_INCOMING), &most) > 0,
      dormouse_ldap_read_ahead(buffer) == 0
    else { throw .invalid("the connection") }
  }

  private func set(_ option: Int32, _ value: some BinaryInteger) throws(LDAPError) {
    var value = Int32(value)
    try check(ldap_set_option(handle, option, &value))
  }

  private func encrypt(_ server: LDAPServer) throws(LDAPError) {
    if server.security == .none { return }
    try set(LDAP_OPT_X_TLS_REQUIRE_CERT, LDAP_OPT_X_TLS_DEMAND)
    try set(LDAP_OPT_X_TLS_PROTOCOL_MIN, 3 << 8 + 3)
    try trust(server)
    if server.security == .startTLS {
      try startTLS()
    } else if ldap_install_tls(handle) != LDAP_SUCCESS {
      throw .untrusted
    }
    try checkVersion()
  }

  private func trust(_ server: LDAPServer) throws(LDAPError) {
    let file = try server.certificates.isEmpty ? nil : CertificateFile(server.certificates)
    let path = file?.path ?? server.certificateFile
    try check(ldap_set_option(handle, LDAP_OPT_X_TLS_CACERTFILE, path))
    // What was set counts for connections of a context that is made after it, which reads the file.
    var isServer: Int32 = 0
    let code = ldap_set_option(handle, LDAP_OPT_X_TLS_NEWCTX, &isServer)
    withExtendedLifetime(file) {}
    if code != LDAP_OPT_SUCCESS { throw .invalid("the trusted certificates") }
  }

  private func startTLS() throws(LDAPError) {
    let code = ldap_start_tls_s(handle, nil, nil)
    if code == LDAP_CONNECT_ERROR { throw .untrusted }
    try check(code)
  }

  /// libldap passes the least version on to some TLS libraries only.
  private func checkVersion() throws(LDAPError) {
    var text: UnsafeMutablePointer<CChar>?
    guard ldap_get_option(handle, LDAP_OPT_X_TLS_VERSION, &text) == LDAP_OPT_SUCCESS, let text
    else { throw .untrusted }
    defer { ldap_memfree(text) }
    let version = String(cString: text)
    guard ["TLS1.2", "TLS1.3", "TLSv1.2", "TLSv1.3"].contains(version) else {
      throw .outdatedTLS(version)
    }
  }
}

extension LDAPError {
  /// What a code means that a function of libldap returned: one of its own is negative.
  fileprivate init(localCode code: Int32) {
    switch code {
    case 1...: self = .refused(LDAPResultCode(rawValue: code))
    case LDAP_DECODING_ERROR, LDAP_CLIENT_LOOP: self = .malformed
    case LDAP_FILTER_ERROR: self = .invalid("the filter")
    case LDAP_ENCODING_ERROR, LDAP_PARAM_ERROR: self = .invalid("the request")
    case LDAP_TIMEOUT: self = .timedOut
    default: self = .connectionLost
    }
  }
}

extension LDAPSearch.Scope {
  fileprivate var number: Int32 {
    switch self {
    case .base: LDAP_SCOPE_BASE
    case .oneLevel: LDAP_SCOPE_ONELEVEL
    case .subtree: LDAP_SCOPE_SUBTREE
    }
  }
}
