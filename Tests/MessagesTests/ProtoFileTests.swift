internal import Foundation
internal import Messages
internal import TestSupport
internal import Testing

@Suite("Files of protos")
struct ProtoFileTests {
  @Test("The program is built with the committed descriptor set")
  func builtIn() throws {
    let path = BuiltProducts.checkout() + "/Protos/dormouse.protoset"
    let committed = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let built = ReflectedFiles.with { $0.descriptors = ProtoFile.all.map(\.descriptor) }
    #expect(built.encode() == committed)
  }

  @Test("Every method, and both of its messages, are declared in some file")
  func methods() {
    let declared = ProtoFile.all.map(\.declarations)
    let messages = Set(declared.flatMap(\.messages))
    let symbols = Set(declared.flatMap(\.symbols))
    for method in Methods.all {
      #expect(symbols.contains("\(method.service).\(method.name)"))
      #expect(messages.contains(method.requestName) && messages.contains(method.responseName))
    }
    #expect(Set(declared.flatMap(\.services)) == Set(Methods.all.map(\.service)))
  }

  @Test("What a file imports is there too")
  func imports() {
    let names = Set(ProtoFile.all.map(\.name))
    for file in ProtoFile.all {
      for name in file.imports { #expect(names.contains(name), "\(file.name) imports \(name)") }
    }
  }

  @Test("Names of every kind of declaration are full names")
  func symbols() throws {
    let symbols = Set(ProtoFile.all.flatMap(\.declarations.symbols))
    for name in [
      "dormouse.v1.Run", "dormouse.v1.Run.id", "dormouse.v1.Role.Code", "dormouse.v1.Role.ADMIN",
      "dormouse.v1.Cleanup", "dormouse.v1.Cleanup.Run", "dormouse.v1.WatchRunResponse.event",
      "google.protobuf.Timestamp",
    ] {
      #expect(symbols.contains(name), "\(name)")
    }
  }

  @Test("Bytes that are no descriptor are refused")
  func malformed() {
    #expect(throws: MessageError.self) { try ProtoFile(descriptor: [0x0A, 0xFF]) }
  }
}
