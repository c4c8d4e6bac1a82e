// swift-tools-version: 6.2
import PackageDescription

// With FUZZ=1 in the environment, our code tells libFuzzer which branches it takes, and the program
// that fuzzes is added at the end. `Tests/fuzz` builds so, in a folder of its own.
let isFuzzing = Context.environment["FUZZ"] == "1"
// With SANITIZE=1, and when fuzzing, no C memory is kept to be used again: a sanitizer finds what is used
// after it was given back only when it really is. `Tests/sanitize` builds so.
let isSanitized = isFuzzing || Context.environment["SANITIZE"] == "1"

// Every Swift target is held to the same rules: the Swift 6 language mode, an access level on
// each import, `any` spelt out, and no warnings.
let strict: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    // Debug builds, and with them all tests, check at run time that no two accesses to a variable
    // overlap. In a release these checks alone are a seventh of a call's CPU.
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
  ] + (isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer"])] : [])
  + (isSanitized ? [.define("SANITIZED")] : [])

// What each dependency is for:
// - swift-nio          sockets, event loops, timers, back-pressure, graceful shutdown
// - swift-nio-ssl      TLS with ALPN for the same sockets
// - swift-crypto       SHA-256 and constant-time comparison for tokens, SHA-256 for the audit, curves of
//                      provider keys, AES-GCM for the secrets of directories
// - jwt-kit            signatures of OpenID Connect ID tokens
// - async-http-client  HTTP to identity providers, for what they publish of themselves and their keys, and
//                      to SCIM services
// - swift-log          log lines with structured metadata
// - swift-argument-parser  the command lines of the programs
// - swift-service-lifecycle  signals and graceful shutdown of the server process
// - Yams               YAML for `dormouse config`, in the command line only
let nio = "swift-nio"
let ssl = "swift-nio-ssl"

/// A target of ours; it may depend only on targets that stand above it in this file.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "dormouse",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "dormouse", targets: ["dormouse"]),
    .executable(name: "dormoused", targets: ["dormoused"]),
    .executable(name: "dormouse-bench", targets: ["dormouse-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CNGHTTP2", pkgConfig: "libnghttp2", providers: [.apt(["libnghttp2-dev"])]),
    .systemLibrary(
      name: "CProtobufC", pkgConfig: "libprotobuf-c", providers: [.apt(["libprotobuf-c-dev"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CScheduler"),
    .systemLibrary(name: "CMemory"),
    .systemLibrary(name: "CLDAP", pkgConfig: "ldap", providers: [.apt(["libldap-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    module("Cleanup"),
    module("JSON"),
    module("Protobuf", ["CProtobufC"]),
    .target(name: "CMessages", dependencies: ["CProtobufC"]),
    module("Messages", ["Cleanup", "Protobuf", "CMessages"]),
    module("HTTP2", ["CNGHTTP2"]),
    module(
      "RPC",
      [
        "HTTP2", "CScheduler", "CZlib",
        .product(name: "NIOCore", package: nio),
        .product(name: "NIOPosix", package: nio),
        .product(name: "NIOTLS", package: nio),
        .product(name: "NIOSSL", package: ssl),
        .product(name: "Logging", package: "swift-log"),
      ]),
    module("ImportFiles", ["Cleanup"]),
    module("Storage", ["Cleanup", "CSQLite", .product(name: "Crypto", package: "swift-crypto")]),
    module("Secrets", [.product(name: "Crypto", package: "swift-crypto")]),
    module("Directories", ["Cleanup", "Storage"]),
    module("Reach"),
    module(
      "Web",
      [
        "Reach",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: nio),
        .product(name: "NIOHTTP1", package: nio),
        .product(name: "NIOSSL", package: ssl),
      ]),
    module("LDAP", ["CLDAP", "Reach"]),
    module("LDAPDirectory", ["Cleanup", "Directories", "LDAP", "Reach"]),
    module("SCIMDirectory", ["Cleanup", "JSON", "Directories", "Reach", "Web"]),
    module(
      "Connectors", ["Cleanup", "Directories", "Reach", "LDAPDirectory", "SCIMDirectory"]),
    module(
      "Identity",
      [
        "Cleanup", "JSON", "Reach", "Web", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "JWTKit", package: "jwt-kit"),
      ]),
    module(
      "Jobs",
      [
        "Cleanup", "ImportFiles", "Storage", "Secrets", "Directories",
        .product(name: "Logging", package: "swift-log"),
      ]),
    module(
      "Services",
      [
        "Cleanup", "Messages", "RPC", "ImportFiles", "Storage", "Reach", "Web", "Identity",
        "Jobs", .product(name: "Logging", package: "swift-log"),
      ]),
    program(
      "dormoused",
      [
        "Services", "RPC", "Storage", "Jobs", "Connectors", "Secrets", "Identity", "Reach",
        "Cleanup", "CMemory",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "NIOPosix", package: nio),
      ]),
    program(
      "dormouse",
      [
        "Cleanup", "Messages", "RPC", "ImportFiles", "Identity",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(name: "CBenchMessages", dependencies: ["CProtobufC"]),
    .target(name: "Flooding", path: "Tests/Flooding", swiftSettings: strict),
    program(
      "dormouse-bench",
      [
        "CBenchMessages", "Cleanup", "Protobuf", "Messages", "HTTP2", "RPC", "Flooding",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: nio),
      ]),

    .target(
      name: "CTestMessages", dependencies: ["CProtobufC", "CMessages"],
      path: "Tests/CTestMessages"),
    .target(
      name: "TestSupport", dependencies: ["Cleanup"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .target(
      name: "DirectoryServers", dependencies: ["TestSupport"], path: "Tests/DirectoryServers",
      exclude: ["python"], swiftSettings: strict),
    .target(
      name: "DirectoryContract", dependencies: ["Cleanup", "Directories"],
      path: "Tests/DirectoryContract", swiftSettings: strict),
    .target(
      name: "Fuzzing",
      dependencies: [
        "Cleanup", "CProtobufC", "Protobuf", "Messages", "HTTP2", "RPC", "ImportFiles",
        "CTestMessages", "TestSupport", .product(name: "NIOCore", package: nio),
        .product(name: "NIOEmbedded", package: nio),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/Fuzzing", exclude: ["corpus", "crashes", "dictionaries"], swiftSettings: strict),
    tests("FuzzingTests", ["Fuzzing", "Messages"]),
    tests("CleanupTests", ["Cleanup", "TestSupport"], exclude: ["python"]),
    tests("ProtobufTests", ["Protobuf", "CTestMessages", "CMessages", "TestSupport"]),
    tests("MessagesTests", ["Messages", "Protobuf", "Cleanup", "TestSupport"]),
    tests("HTTP2Tests", ["HTTP2", "CNGHTTP2", "Flooding", "TestSupport"]),
    tests(
      "RPCTests",
      [
        "RPC", "HTTP2", "Flooding", "TestSupport", .product(name: "NIOCore", package: nio),
        .product(name: "NIOEmbedded", package: nio), .product(name: "NIOPosix", package: nio),
        .product(name: "Logging", package: "swift-log"),
      ]),
    tests("ImportFilesTests", ["ImportFiles", "Cleanup", "TestSupport"]),
    tests("StorageTests", ["Storage", "Cleanup", "CSQLite", "TestSupport"]),
    tests("SecretsTests", ["Secrets"]),
    tests(
      "IdentityTests",
      [
        "Identity", "JSON", "Reach", "Cleanup", "TestSupport",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "JWTKit", package: "jwt-kit"),
      ], exclude: ["python"]),
    tests(
      "JobsTests",
      [
        "Jobs", "Storage", "Cleanup", "TestSupport",
        .product(name: "Logging", package: "swift-log"),
      ]),
    tests(
      "ServicesTests",
      [
        "Services", "Messages", "RPC", "HTTP2", "JSON", "Storage", "Jobs", "Identity", "Reach",
        "Cleanup", "TestSupport",
        .product(name: "NIOCore", package: nio), .product(name: "Logging", package: "swift-log"),
      ]),
    tests(
      "DormouseTests",
      [
        "dormouse", "Cleanup", "Messages", "RPC", "ImportFiles", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    tests(
      "EndToEndTests", ["TestSupport", "DirectoryServers", "Cleanup", "dormouse", "dormoused"],
      exclude: ["python", "providers"]),
    tests("BenchTests", ["TestSupport", "dormouse-bench", "dormouse", "dormoused"]),
    tests(
      "HostileTests",
      [
        "Flooding", "RPC", "Messages", "Cleanup", "TestSupport", "dormoused",
        .product(name: "NIOCore", package: nio),
        .product(name: "NIOPosix", package: nio),
        .product(name: "NIOTLS", package: nio),
        .product(name: "NIOSSL", package: ssl),
      ]),
    .executableTarget(
      name: "InteropServer",
      dependencies: [
        "RPC", "Protobuf", "CTestMessages", .product(name: "NIOCore", package: nio),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/InteropServer", swiftSettings: strict),
    tests(
      "InteropTests",
      ["InteropServer", "RPC", "TestSupport", .product(name: "NIOCore", package: nio)]),
    .target(
      name: "Simulation",
      dependencies: [
        "Jobs", "Storage", "Cleanup", "TestSupport",
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/Simulation", swiftSettings: strict),
    .executableTarget(
      name: "CompanyYear",
      dependencies: [
        "Simulation", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/CompanyYear", swiftSettings: strict),
    tests(
      "SimulationTests",
      ["CompanyYear", "Simulation", "Storage", "Jobs", "Cleanup", "TestSupport"]),
    tests("JSONTests", ["JSON", "TestSupport"]),
    tests("ReachTests", ["Reach", "TestSupport"]),
    tests("WebTests", ["Reach", "Web"]),
    tests(
      "SCIMDirectoryTests",
      [
        "SCIMDirectory", "JSON", "Directories", "Cleanup", "Reach", "Web", "DirectoryServers",
        "TestSupport",
      ], exclude: ["python"]),
    tests("LDAPTests", ["LDAP", "Reach", "DirectoryServers", "TestSupport"]),
    tests(
      "LDAPDirectoryTests",
      [
        "LDAPDirectory", "LDAP", "Reach", "Directories", "Cleanup", "DirectoryServers",
        "TestSupport",
      ]),
    tests(
      "DirectoryContractTests",
      [
        "DirectoryContract", "LDAPDirectory", "LDAP", "SCIMDirectory", "Reach", "Directories",
        "Storage", "Cleanup", "DirectoryServers", "TestSupport",
      ]),
    tests("TidyTests", ["TestSupport"]),
  ]
)

if isFuzzing {
  package.targets += [
    .systemLibrary(name: "CLibFuzzer", path: "Tests/CLibFuzzer"),
    .executableTarget(
      name: "dormouse-fuzz", dependencies: ["Fuzzing", "CLibFuzzer"],
      path: "Tests/dormouse-fuzz", swiftSettings: strict,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
  ]
}
