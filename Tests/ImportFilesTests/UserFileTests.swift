internal import Cleanup
internal import ImportFiles
internal import Testing

@Suite("A file of users")
struct UserFileTests {
  private let ada = ImportedUser(
    externalID: "1", username: "ada", displayName: "Ada, Countess", email: "ada@example.org",
    createdAt: Moment(seconds: 1_400_000_000), lastLogin: .at(Moment(seconds: 1_410_663_882)),
    groups: ["members", "editors"], isActive: false)

  @Test("Its columns may stand in any order")
  func columnOrder() throws {
    let text = """
      groups,active,username,email,last_login_time,display_name,created_time,external_id
      members|editors,false,ada,ada@example.org,2014-09-14T03:04:42Z,"Ada, Countess",\
      2014-05-13T16:53:20Z,1
      """
    #expect(try readUsers(text) == [.success(ada)])
  }

  @Test("JSON Lines say the same as CSV")
  func jsonLines() throws {
    let text = """
      {"username": "ada", "external_id": "1", "groups": ["members", "editors"], "active": false, \
      "created_time": "2014-05-13T16:53:20Z", "last_login_time": "2014-09-14T05:04:42+02:00", \
      "display_name": "Ada, Countess", "email": "ada@example.org"}
      """
    #expect(try readUsers(text, .jsonLines) == [.success(ada)])
  }

  @Test("Without a last login column it is unknown, and with an empty one it is never")
  func unknownAndNever() throws {
    let absent = "external_id,username,created_time,groups\n1,ada,,\n"
    let empty = "external_id,username,created_time,last_login_time,groups\n1,ada,,,\n"
    #expect(
      try readUsers(absent) == [.success(ImportedUser(externalID: "1", username: "ada"))])
    #expect(
      try readUsers(empty)
        == [.success(ImportedUser(externalID: "1", username: "ada", lastLogin: .never))])
  }

  @Test("An absent key of JSON is unknown; null and an empty string are never")
  func unknownAndNeverInJSON() throws {
    let start = #"{"username":"ada","created_time":null,"groups":[],"external_id":"#
    let text = """
      \(start)"1"}
      \(start)"2","last_login_time":null}
      \(start)"3","last_login_time":""}
      """
    let logins = try readUsers(text, .jsonLines).map { try $0.get().lastLogin }
    #expect(logins == [.unknown, .never, .never])
  }

  @Test("A byte order mark, CRLF, blank lines and a missing last line break do not matter")
  func lineEnds() throws {
    let plain = "external_id,username,created_time,groups\n1,ada,,a\n2,bob,,\n"
    let other = "\u{FEFF}external_id,username,created_time,groups\r\n1,ada,,a\r\n\r\n2,bob,,"
    #expect(try readUsers(other) == readUsers(plain))
    #expect(try readUsers(plain).count == 2)
  }

  @Test("A quoted field may hold commas, line breaks and quotation marks")
  func quotes() throws {
    let text = """
      external_id,username,created_time,groups,display_name\r
      "1","a,""b""\r\nc",,"x|y",\"\"\r
      2,bob,,,\r\n
      """
    let users = try readUsers(text).map { try $0.get() }
    #expect(users.map(\.username) == ["a,\"b\"\r\nc", "bob"])
    #expect(users.map(\.groups) == [["x", "y"], []])
  }

  @Test("A group that is named twice counts once")
  func repeatedGroup() throws {
    let text = "external_id,username,created_time,groups\n1,ada,,a|b|a\n"
    #expect(try readUsers(text).first?.get().groups == ["a", "b"])
  }

  @Test("The apostrophe of our own export is taken off again")
  func formulaGuard() throws {
    let text = "external_id,username,created_time,groups\n'-1,'hood,,'=g\n"
    let user = try #require(try readUsers(text).first).get()
    #expect(user.externalID == "-1")
    #expect(user.username == "'hood")
    #expect(user.groups == ["=g"])
  }

  @Test("24,260 real accounts are read, in order and with their dates")
  func realAccounts() throws {
    var reader = ImportReader<ImportedUser, _>(
      try FileChunks(path: fixture("scifi-users.csv")), format: .csv)
    var newest = Moment.earliest
    var moderators = 0
    var last: ImportedUser?
    while let result = try reader.next() {
      let user = try result.get()
      if case .at(let moment) = user.lastLogin { newest = max(newest, moment) }
      if user.groups.contains("moderators") { moderators += 1 }
      last = user
    }
    #expect(reader.rowCount == 24_260)
    #expect(reader.badCount == 0)
    #expect(newest.rfc3339 == "2014-09-14T03:04:42.270Z")
    #expect(moderators == 51)
    #expect(last?.username == "member32738")
  }
}
