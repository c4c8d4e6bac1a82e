internal import NIOSSL

/// Makes the TLS settings of both ends: TLS 1.2 or later, HTTP/2 by ALPN.
enum TLSContexts {
  /// A server's, from its certificate chain and key.
  static func server(_ files: TLSFiles) throws(RPCError) -> NIOSSLContext {
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(files.certificate)
      let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
      configuration.minimumTLSVersion = .tlsv12
      configuration.applicationProtocols = [ServerChannelHandler.applicationProtocol]
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw RPCError(
        .badCertificate,
        "the certificate \(files.certificate) and the key \(files.key) cannot be used together")
    }
  }

  /// A client's, with the authorities that it trusts.
  static func client(_ tls: ClientTLS) throws(RPCError) -> NIOSSLContext {
    do {
      var configuration = TLSConfiguration.makeClientConfiguration()
      configuration.minimumTLSVersion = .tlsv12
      configuration.applicationProtocols = [ServerChannelHandler.applicationProtocol]
      if let file = tls.authoritiesFile { configuration.trustRoots = .file(file) }
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw RPCError(
        .badCertificate,
        "the authorities' certificates cannot be read: \(tls.authoritiesFile ?? "")"
      )
    }
  }
}
