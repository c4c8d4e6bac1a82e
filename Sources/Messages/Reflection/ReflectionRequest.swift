internal import CMessages
internal import Protobuf

/// One question about the protos of the server (`grpc.reflection.v1`).
package struct ReflectionRequest: DefaultedMessage {
  /// What may be asked for.
  package enum Question: Hashable, Sendable {
    /// A file by its name, such as `dormouse/v1/cleanup.proto`.
    case file(named: String)
    /// The file that declares a message, field, enum, enum value, service or method.
    case fileOfSymbol(String)
    /// The file that declares an extension.
    case fileOfExtension(ExtensionName)
    /// The numbers of all extensions of a message.
    case extensionNumbers(ofType: String)
    /// The names of all services; the text has no meaning.
    case services(String)
  }

  /// The host that is meant; repeated in the answer.
  package var host = ""
  /// What is asked for; nil when nothing is.
  package var question: Question?

  package init() {}
}

extension ReflectionRequest: Mapped {
  static var initialize: Arena.Initializer<Grpc__Reflection__V1__ServerReflectionRequest> {
    grpc__reflection__v1__server_reflection_request__init
  }
  mutating func map(
    _ c: inout Grpc__Reflection__V1__ServerReflectionRequest, _ coder: inout WireCoder
  ) {
    coder.text(&host, &c.host)
    switch coder.direction {
    case .reading: question = Self.read(&c, &coder)
    case .writing: write(&c, &coder)
    }
  }

  private static func read(
    _ c: inout Grpc__Reflection__V1__ServerReflectionRequest, _ coder: inout WireCoder
  ) -> Question? {
    var text = ""
    switch c.message_request_case {
    case GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_BY_FILENAME:
      coder.text(&text, &c.file_by_filename)
      return .file(named: text)
    case GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_CONTAINING_SYMBOL:
      coder.text(&text, &c.file_containing_symbol)
      return .fileOfSymbol(text)
    case GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_CONTAINING_EXTENSION:
      return .fileOfExtension(
        coder.read(c.file_containing_extension, named: "file_containing_extension"))
    case GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_ALL_EXTENSION_NUMBERS_OF_TYPE:
      coder.text(&text, &c.all_extension_numbers_of_type)
      return .extensionNumbers(ofType: text)
    case GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_LIST_SERVICES:
      coder.text(&text, &c.list_services)
      return .services(text)
    default: return nil
    }
  }

  private func write(
    _ c: inout Grpc__Reflection__V1__ServerReflectionRequest, _ coder: inout WireCoder
  ) {
    switch question {
    case .file(let name):
      c.message_request_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_BY_FILENAME
      c.file_by_filename = coder.arena.string(name)
    case .fileOfSymbol(let symbol):
      c.message_request_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_CONTAINING_SYMBOL
      c.file_containing_symbol = coder.arena.string(symbol)
    case .fileOfExtension(let name):
      c.message_request_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_CONTAINING_EXTENSION
      c.file_containing_extension = coder.build(name)
    case .extensionNumbers(let type):
      c.message_request_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_ALL_EXTENSION_NUMBERS_OF_TYPE
      c.all_extension_numbers_of_type = coder.arena.string(type)
    case .services(let text):
      c.message_request_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_LIST_SERVICES
      c.list_services = coder.arena.string(text)
    case nil: break
    }
  }
}
