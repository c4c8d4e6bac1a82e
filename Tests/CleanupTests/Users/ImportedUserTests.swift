internal import Cleanup
internal import Testing

@Suite("Users and groups of an import")
struct ImportedUserTests {
  @Test("A sound user and a sound group have no violations")
  func sound() {
    let text = String(repeating: "x", count: 256)
    let user = ImportedUser(
      externalID: text, username: text, displayName: text, email: text, groups: [text])
    #expect(user.violations == [])
    #expect(ImportedGroup(name: text, parent: "p").violations == [])
  }

  @Test("Every bad field is named at once")
  func bad() {
    let long = String(repeating: "é", count: 129)
    let user = ImportedUser(
      externalID: "", username: "a\u{0}b", displayName: long, email: long,
      groups: ["ok", "", long])
    #expect(
      user.violations.map(\.field) == [
        "external_id", "username", "display_name", "email", "groups[1]", "groups[2]",
      ])
    #expect(user.violations[2].description == "258 bytes are more than the 256 allowed")
    let crowded = ImportedUser(
      externalID: "1", username: "a", groups: Array(repeating: "g", count: 1001))
    #expect(crowded.violations.map(\.field) == ["groups"])
    #expect(ImportedGroup(name: "", parent: long).violations.map(\.field) == ["name", "parent"])
    #expect(ImportedGroup(name: "a", parent: "a").violations.map(\.field) == ["parent"])
  }

  @Test("A user is named by username, or by external id in a directory")
  func references() {
    #expect(UserRef(username: "ada").violation == nil)
    #expect(UserRef(directory: "users", username: "ada").violation == nil)
    #expect(UserRef(directory: "users", externalID: "7").violation == nil)
    #expect(UserRef().violation != nil)
    #expect(UserRef(directory: "users").violation != nil)
    #expect(UserRef(externalID: "7").violation != nil)
    #expect(UserRef(directory: "users", externalID: "7", username: "ada").violation != nil)
    #expect(UserRef(directory: "users", externalID: "7").label == "users/7")
    #expect(UserRef(username: "ada").label == "ada")
  }
}
