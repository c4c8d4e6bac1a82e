internal import CMessages
internal import Protobuf

/// The answer to one question about the protos (`grpc.reflection.v1`).
package struct ReflectionResponse: WireMessage, Hashable {
  /// What is answered.
  package enum Answer: Hashable, Sendable {
    /// The file that was asked for, and all that it imports.
    case files(ReflectedFiles)
    /// The numbers of extensions.
    case extensionNumbers(ReflectedExtensions)
    /// All services.
    case services(ReflectedServices)
    /// Why there is no answer.
    case failure(ReflectionFailure)
  }

  /// The question.
  package var request: ReflectionRequest
  /// What is answered.
  package var answer: Answer
  private var host: String

  /// The answer to a question.
  package init(to request: ReflectionRequest, _ answer: Answer) {
    self.request = request
    self.answer = answer
    host = request.host
  }
}

extension ReflectionResponse: Mapped {
  static var initialize: Arena.Initializer<Grpc__Reflection__V1__ServerReflectionResponse> {
    grpc__reflection__v1__server_reflection_response__init
  }
  static var blank: ReflectionResponse {
    ReflectionResponse(to: ReflectionRequest(), .failure(ReflectionFailure()))
  }

  mutating func map(
    _ c: inout Grpc__Reflection__V1__ServerReflectionResponse, _ coder: inout WireCoder
  ) {
    coder.text(&host, &c.valid_host)
    coder.defaulted("original_request", &request, &c.original_request)
    switch coder.direction {
    case .reading: read(c, &coder)
    case .writing: write(&c, &coder)
    }
  }

  private mutating func read(
    _ c: Grpc__Reflection__V1__ServerReflectionResponse, _ coder: inout WireCoder
  ) {
    switch c.message_response_case {
    case GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_FILE_DESCRIPTOR_RESPONSE:
      answer = .files(coder.read(c.file_descriptor_response, named: "file_descriptor_response"))
    case GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_ALL_EXTENSION_NUMBERS_RESPONSE:
      answer = .extensionNumbers(
        coder.read(c.all_extension_numbers_response, named: "all_extension_numbers_response"))
    case GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_LIST_SERVICES_RESPONSE:
      answer = .services(coder.read(c.list_services_response, named: "list_services_response"))
    case GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_ERROR_RESPONSE:
      answer = .failure(coder.read(c.error_response, named: "error_response"))
    default: coder.refuse("message_response", "must be set")
    }
  }

  private func write(
    _ c: inout Grpc__Reflection__V1__ServerReflectionResponse, _ coder: inout WireCoder
  ) {
    switch answer {
    case .files(let files):
      c.message_response_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_FILE_DESCRIPTOR_RESPONSE
      c.file_descriptor_response = coder.build(files)
    case .extensionNumbers(let extensions):
      c.message_response_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_ALL_EXTENSION_NUMBERS_RESPONSE
      c.all_extension_numbers_response = coder.build(extensions)
    case .services(let services):
      c.message_response_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_LIST_SERVICES_RESPONSE
      c.list_services_response = coder.build(services)
    case .failure(let failure):
      c.message_response_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_ERROR_RESPONSE
      c.error_response = coder.build(failure)
    }
  }
}
