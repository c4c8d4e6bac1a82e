internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("A stock Python client")
struct PythonClientTests {
  @Test("Every RPC, good and bad", .timeLimit(.minutes(3)))
  func everyRPC() async throws {
    let folder = try TemporaryFolder()
    let directory = try await SCIMServer()
    let ann = try await directory.addUser("ann")
    try await directory.addUser("bob")
    try await directory.addGroup("crew", users: [ann])
    let key = Data(repeating: 7, count: 32).base64EncodedString()
    let server = try ServerProcess(
      dataFolder: folder.path("data"),
      arguments: ["--allow-target", "127.0.0.1", "--secret-keys", try folder.write("keys", key)])
    try await Python.run(
      "every_rpc.py",
      [server.address, server.dataFolder + "/fleet.token", directory.url, SCIMServer.token])
    #expect(server.terminate() == 0)
  }

  @Test("Nothing of a tenant shows to any wrong token or tenant", .timeLimit(.minutes(3)))
  func isolation() async throws {
    let folder = try TemporaryFolder()
    let server = try ServerProcess(dataFolder: folder.path("data"))
    try await Python.run(
      "isolation.py", [server.address, server.dataFolder + "/fleet.token"])
    #expect(server.terminate() == 0)
  }

  @Test("Reflection tells everything that the protos say", .timeLimit(.minutes(2)))
  func reflection() async throws {
    let folder = try TemporaryFolder()
    let server = try ServerProcess(dataFolder: folder.path("data"))
    try await Python.run("reflection.py", [server.address])
    #expect(server.terminate() == 0)
    let silent = try ServerProcess(
      dataFolder: folder.path("data"), arguments: ["--no-reflection"])
    try await Python.run("reflection.py", [silent.address, "--off"])
    #expect(silent.terminate() == 0)
  }

  @Test(
    "Twenty kills in the middle of runs lose nothing and do nothing twice", .timeLimit(.minutes(5)))
  func crash() async throws {
    let folder = try TemporaryFolder()
    try await Python.run(
      "crash.py", [BuiltProducts.path(of: "dormoused"), folder.path("data")])
  }

  @Test(
    "Kills in the middle of logins lose none that was acknowledged", .timeLimit(.minutes(3)))
  func loginCrash() async throws {
    let folder = try TemporaryFolder()
    try await Python.run(
      "login_crash.py", [BuiltProducts.path(of: "dormoused"), folder.path("data")])
  }

  @Test("Whoever is not seen for 90 days of observed logins is cleaned up", .timeLimit(.minutes(2)))
  func observation() async throws {
    let folder = try TemporaryFolder()
    try await Python.run(
      "observation.py", [BuiltProducts.path(of: "dormoused"), folder.path("data")])
  }

  @Test(
    "Kills at every stage of a restore leave the old tenant or the new one",
    .timeLimit(.minutes(3)))
  func restoreCrash() async throws {
    let folder = try TemporaryFolder()
    try await Python.run(
      "restore_crash.py", [BuiltProducts.path(of: "dormoused"), folder.path("data")])
  }

  @Test(
    "No call is lost while connections grow old and the server starts anew",
    .timeLimit(.minutes(2)))
  func goingAway() async throws {
    let folder = try TemporaryFolder()
    try await Python.run(
      "going_away.py", [BuiltProducts.path(of: "dormoused"), folder.path("data")])
  }

  @Test(
    "A server that is asked to stop lets calls end and leaves runs whole", .timeLimit(.minutes(2)))
  func drain() async throws {
    let folder = try TemporaryFolder()
    try await Python.run(
      "drain.py", [BuiltProducts.path(of: "dormoused"), folder.path("data")])
  }
}
