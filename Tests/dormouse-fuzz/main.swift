internal import CLibFuzzer
internal import Foundation
internal import Fuzzing

// `dormouse-fuzz TARGET [libFuzzer's options, folders and files]` fuzzes a target, or gives it the
// files one by one; `dormouse-fuzz seeds FOLDER` writes the seed corpus.

/// libFuzzer's function takes no context, so the chosen target stands here.
///
/// It is set once, before libFuzzer starts to call.
nonisolated(unsafe) var target = FuzzTarget.texts

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("\(message)\n".utf8))
  exit(2)
}

func writeSeeds(to folder: String) throws {
  for target in FuzzTarget.allCases {
    let place = URL(filePath: folder).appending(path: target.rawValue)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for seed in target.seeds {
      try Data(seed.input).write(to: place.appending(path: seed.name))
    }
  }
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do throws(Finding) {
    try target.run(UnsafeRawBufferPointer(start: bytes, count: count))
  } catch {
    FileHandle.standardError.write(Data("FINDING: \(error)\n".utf8))
    abort()
  }
  return 0
}

func fuzz() -> CInt {
  // libFuzzer reads its options behind the program's name, so the target's takes that place.
  var count = CommandLine.argc - 1
  var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
  return LLVMFuzzerRunDriver(&count, &arguments, take)
}

let names = FuzzTarget.allCases.map(\.rawValue)
let arguments = CommandLine.arguments.dropFirst()
if arguments.count == 2, arguments.first == "seeds", let folder = arguments.last {
  try writeSeeds(to: folder)
} else if arguments.first == "list" {
  print(names.joined(separator: "\n"))
} else if let chosen = arguments.first.flatMap(FuzzTarget.init(rawValue:)) {
  target = chosen
  exit(fuzz())
} else {
  fail("usage: dormouse-fuzz list | seeds FOLDER | TARGET …; targets: \(names)")
}
