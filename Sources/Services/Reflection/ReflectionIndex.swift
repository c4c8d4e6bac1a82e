internal import Messages

/// Files of protos, found by what tools ask for.
struct ReflectionIndex: Sendable {
  /// Full names of all services, sorted.
  let services: [String]

  private let files: [String: ProtoFile]
  private var fileOfSymbol: [String: ProtoFile] = [:]
  private var fileOfExtension: [ExtensionName: ProtoFile] = [:]
  /// Numbers of extensions, for every message that is known.
  private var extensionNumbers: [String: [Int]] = [:]

  init(_ list: [ProtoFile]) {
    services = list.flatMap(\.declarations.services).sorted()
    files = Dictionary(list.map { ($0.name, $0) }) { first, _ in first }
    for file in list {
      for symbol in file.declarations.symbols { fileOfSymbol[symbol] = file }
      for message in file.declarations.messages { extensionNumbers[message, default: []] += [] }
      for name in file.declarations.extensions {
        fileOfExtension[name] = file
        extensionNumbers[name.extendedType, default: []].append(name.number)
      }
    }
    for type in extensionNumbers.keys { extensionNumbers[type]?.sort() }
  }

  /// The answer to a question.
  func answer(_ question: ReflectionRequest.Question) -> ReflectionResponse.Answer {
    switch question {
    case .file(let name):
      return files(files[name], missing: "There is no file \"\(name)\" here.")
    case .fileOfSymbol(let symbol):
      return files(fileOfSymbol[symbol], missing: "Nothing here is named \"\(symbol)\".")
    case .fileOfExtension(let name):
      return files(
        fileOfExtension[name],
        missing: "No extension of \"\(name.extendedType)\" has the number \(name.number).")
    case .extensionNumbers(let type):
      guard let numbers = extensionNumbers[type] else {
        return .notFound("No message here is named \"\(type)\".")
      }
      return .extensionNumbers(
        .with {
          $0.extendedType = type
          $0.numbers = numbers
        })
    case .services:
      return .services(
        .with { $0.services = services.map { name in .with { $0.name = name } } })
    }
  }

  private func files(_ file: ProtoFile?, missing: String) -> ReflectionResponse.Answer {
    guard let file else { return .notFound(missing) }
    return .files(.with { $0.descriptors = closure(of: file).map(\.descriptor) })
  }

  /// A file and all that it imports, each once, the file itself first.
  private func closure(of file: ProtoFile) -> [ProtoFile] {
    var found = [file]
    var names: Set = [file.name]
    var next = 0
    while next < found.count {
      for name in found[next].imports where names.insert(name).inserted {
        if let imported = files[name] { found.append(imported) }
      }
      next += 1
    }
    return found
  }
}
