internal import NIOSSL

/// Makes the TLS settings of both ends: TLS 1.2 or later, HTTP/2 by ALPN.
enum TLSContexts {
  /// A server's, from its certificate chain and key; with authorities, every client has to show a
  /// certificate of theirs.
  static func server(
    _ files: TLSFiles, clientAuthorities: String?
  ) throws(RPCError) -> NIOSSLContext {
    let (chain, key) = try read(files)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain, privateKey: key)
    if let clientAuthorities {
      // Clients have no host name to compare; who they are is for whoever answers the call.
      configuration.trustRoots = .certificates(try authorities(clientAuthorities))
      configuration.certificateVerification = .noHostnameVerification
      configuration.sendCANameList = true
    }
    return try context(configuration, orElse: unusable(files))
  }

  /// A client's, with the authorities that it trusts and the certificate that it shows.
  static func client(_ tls: ClientTLS) throws(RPCError) -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    if let file = tls.authoritiesFile {
      configuration.trustRoots = .certificates(try authorities(file))
    }
    guard let files = tls.certificate else {
      return try context(
        configuration, orElse: RPCError(.badCertificate, "TLS cannot be set up"))
    }
    let (chain, key) = try read(files)
    configuration.certificateChain = chain
    configuration.privateKey = key
    return try context(configuration, orElse: unusable(files))
  }

  private static func context(
    _ configuration: TLSConfiguration, orElse failure: @autoclosure () -> RPCError
  ) throws(RPCError) -> NIOSSLContext {
    var configuration = configuration
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = [ServerChannelHandler.applicationProtocol]
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw failure()
    }
  }

  private static func read(
    _ files: TLSFiles
  ) throws(RPCError) -> ([NIOSSLCertificateSource], NIOSSLPrivateKeySource) {
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(files.certificate)
      let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
      return (chain.map { .certificate($0) }, .privateKey(key))
    } catch {
      throw unusable(files)
    }
  }

  private static func authorities(_ file: String) throws(RPCError) -> [NIOSSLCertificate] {
    if let found = try? NIOSSLCertificate.fromPEMFile(file), !found.isEmpty { return found }
    throw RPCError(.badCertificate, "the authorities' certificates cannot be read: \(file)")
  }

  private static func unusable(_ files: TLSFiles) -> RPCError {
    RPCError(
      .badCertificate,
      "the certificate \(files.certificate) and the key \(files.key) cannot be used together")
  }
}
