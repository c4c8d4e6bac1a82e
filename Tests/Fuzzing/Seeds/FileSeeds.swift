/// Inputs that are texts, or nearly.
enum FileSeeds {
  private typealias Seed = (name: String, input: [UInt8])

  static let framing: [(name: String, input: [UInt8])] = [
    ("empty", [3, 0, 0, 0, 0, 0, 0]),
    ("two", [3, 1] + [0, 0, 0, 0, 2, 1, 2] + [0, 0, 0, 0, 1, 3]),
    ("unfinished", [3, 2] + [0, 0, 0, 0, 9, 1, 2]),
    ("compressed", [3, 3] + [1, 0, 0, 0, 1, 1]),
    ("gzip", [7, 4] + [1, 0, 0, 0, 2, 1, 2] + [0, 0, 0, 0, 1, 3]),
    ("too-large", [1, 4] + [0, 0, 0, 0, 6, 1, 2, 3, 4, 5, 6]),
  ]

  /// Members as gzip itself makes them, of a text and of nothing, and what is none.
  static let gzip: [(name: String, input: [UInt8])] = [
    (
      "member",
      [
        3, 0, 31, 139, 8, 0, 0, 0, 0, 0, 4, 3, 75, 201, 47, 202, 205, 47, 45, 78, 85, 72, 65, 103,
        0, 0, 62, 243, 206, 245, 26, 0, 0, 0,
      ]
    ),
    (
      "empty", [2, 1, 31, 139, 8, 0, 0, 0, 0, 0, 4, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    ),
    text("text", "\u{7}?dormouse dormouse dormouse"),
    ("nothing", [3, 2]),
  ]

  static let metadata: [(name: String, input: [UInt8])] = [
    text(
      "request",
      """
      :method:POST
      :scheme:http
      :path:/t/Echo
      :authority:localhost
      te:trailers
      content-type:application/grpc+proto
      grpc-timeout:1500m
      grpc-encoding:gzip
      grpc-accept-encoding:identity,gzip
      user-agent:grpc-c++/1.51
      authorization:Bearer dmt_1
      x-list-bin:AQID,BAU=, Bg==
      x-twice:1
      x-twice:2
      """),
    text("trailers", "grpc-status:5\ngrpc-message:no%20such%C3%A9\ngrpc-status-details-bin:CAUSAA"),
    text("http-error", ":status:503\ncontent-type:text/html"),
    text("odd", "grpc-status:99\ngrpc-message:%zz%4\ngrpc-timeout:99999999H\n-bin:=\n:\n::"),
    text("get", ":method:GET\n:path:/healthz"),
  ]

  static let csv: [(name: String, input: [UInt8])] = [
    file(
      "users", flags: 0,
      """
      external_id,username,created_time,last_login_time,groups,display_name,email,active
      1,ada,2011-01-11T19:19:36.483Z,2014-09-14T03:04:42Z,staff|it,Ada L,ada@example.com,true
      2,bob,,,staff,"B. ""Bob"" B",,false
      3,"c\r\n3",2014-01-01T00:00:00+01:00,,,'=x,,

      2,dup,,,,,,
      4,"open,,,,,,
      """),
    file("few-columns", flags: 0, "\u{FEFF}groups,external_id,username,created_time\r\n,1,a,\r\n"),
    file("bad-header", flags: 0, "id,name\n1,a\n"),
    file("groups", flags: 1, "group,parent\nstaff,\nit,staff\n\"a,b\",staff\nit,staff\n,x\n"),
  ]

  static let jsonLines: [(name: String, input: [UInt8])] = [
    file(
      "users", flags: 0,
      #"""
      {"external_id":"1","username":"ada","created_time":"2011-01-11T19:19:36.483Z","groups":["a","b|c"]}
      {"external_id":"2","username":"\u00e9\ud83d\ude00\"","created_time":null,"groups":[],"last_login_time":"","active":false}

      {"external_id":"3","username":"c","groups":["",1]}
      {"external_id":"1","username":"d","created_time":"","groups":null,"last_login_time":"2014-09-14T03:04:42Z","email":"e","display_name":"=f"}
      {"external_id":4}
      nonsense
      """#),
    file(
      "groups", flags: 1, "{\"group\":\"it\",\"parent\":\"staff\"}\r\n{\"group\":\"it\",\"x\":1}\n"),
    file(
      "bad-lines", flags: 0,
      "\u{FEFF}{\"external_id\":\"1\",\"username\":\"a\\u0000\",\"groups\":[]}\r\n[]\n{}\n{\"a\":{}}"
    ),
  ]

  static let texts: [(name: String, input: [UInt8])] = [
    text("utc", "2014-09-14T03:04:42.270Z"),
    text("offset", "2014-09-14t03:04:60.123456789-23:59"),
    text("first", "0001-01-01T00:00:00+00:00"),
    text("last", "9999-12-31T23:59:59.999999Z"),
    text("day", "2016-02-29"),
    text("pattern", "svc-*-?x*\nsvc-a-bx"),
    text("accents", "*\u{301}?\ne\u{301}é"),
  ]

  private static func text(_ name: String, _ text: String) -> Seed {
    (name, Array(text.utf8))
  }

  /// A file behind its two bytes of flags and choices.
  private static func file(_ name: String, flags: UInt8, _ text: String) -> Seed {
    (name, [flags, UInt8(truncatingIfNeeded: name.utf8.count)] + text.utf8)
  }
}
