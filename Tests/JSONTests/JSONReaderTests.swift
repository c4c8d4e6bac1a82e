internal import Foundation
internal import JSON
internal import TestSupport
internal import Testing

@Suite("JSON of strangers", .timeLimit(.minutes(1)))
struct JSONReaderTests {
  private func read(
    _ bytes: some Sequence<UInt8>, depth: Int = 8, values: Int = 1000
  ) -> Result<JSONValue, JSONError> {
    do throws(JSONError) {
      let limits = JSONLimits(depth: depth, values: values)
      return .success(try JSONReader.value(of: Array(bytes), within: limits))
    } catch {
      return .failure(error)
    }
  }

  @Test(
    "Values of every kind are read",
    arguments: [
      ("null", .null), (" true\n", .flag(true)), ("\tfalse\r", .flag(false)), ("0", .whole(0)),
      ("-0", .whole(0)), ("9223372036854775807", .whole(.max)), ("1.5e1", .whole(15)),
      ("-9223372036854775808", .whole(.min)), ("9223372036854775808", .number(0x1p63)),
      ("1E-2", .number(0.01)), ("2.50", .number(2.5)), ("\"\"", .text("")),
      (#""\"\\\/\b\f\n\r\t\u0000\u00e9""#, .text("\"\\/\u{8}\u{C}\n\r\t\0é")),
      (#""\ud83d\uDE00é😀""#, .text("😀é😀")), ("[]", .list([])), ("{ }", .object([:])),
      ("[ 1 ,[2], {}]", .list([.whole(1), .list([.whole(2)]), .object([:])])),
      (#"{"a":{"b":null} , "":[]}"#, .object(["a": .object(["b": .null]), "": .list([])])),
    ] as [(String, JSONValue)])
  func values(text: String, value: JSONValue) {
    #expect(read(text.utf8) == .success(value))
  }

  @Test(
    "What is no JSON is none",
    arguments: [
      "", " ", "nul", "nulll", "True", "1 2", "01", "-", "+1", ".5", "1.", "1.e1", "1e", "1e+",
      "0x1", "NaN", "1e400", "\"", "\"a", "\"\n\"", #""\x""#, #""\u12""#, #""\u12g4""#,
      #""\u+123""#, #""\ud83d""#, #""\ude00""#, #""\ud83dx""#, #""\ud83d\u0041""#,
      #""\""#, "[", "[1", "[1,", "[1,]", "[,1]",
      "[1 2]", "[1}", "]", "{", "{1:2}", #"{"a"}"#, #"{"a":}"#, #"{"a":1"#, #"{"a":1,}"#,
      #"{"a":1]"#, #"{"a" 1}"#, #"{a:1}"#, #"{"a":1,"a":1}"#, #"{"a":1,"\u0061":2}"#, "'a'",
      "/**/1", "\u{FEFF}1", "\u{A0}1",
    ])
  func malformed(text: String) {
    #expect(read(text.utf8) == .failure(.malformed))
  }

  @Test("Bytes that are no UTF-8 are none either")
  func encoding() {
    for bytes in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]] as [[UInt8]] {
      #expect(read([0x22] + bytes + [0x22]) == .failure(.malformed))
    }
    #expect(read(Array("1".utf8) + [0]) == .failure(.malformed))
  }

  @Test("The limits are kept to the value")
  func limits() {
    #expect(read("[[{}]]".utf8, depth: 3, values: 3) != .failure(.beyondLimits))
    #expect(read("[[{}]]".utf8, depth: 2) == .failure(.beyondLimits))
    #expect(read("[[{}]]".utf8, values: 2) == .failure(.beyondLimits))
    // What lies beside each other does not lie in each other.
    #expect(read(#"[[],{},[1],{"a":[]}]"#.utf8, depth: 3) != .failure(.beyondLimits))
  }

  @Test("Whatever is read is what Foundation's decoder reads, over thousands of changed texts")
  func oracle() throws {
    let alphabet = Array("{}[]:,\"\\u0019eE+-.tfnull/ab ý".utf8)
    let samples = [
      #"{"iss":"x","aud":["a","b"],"exp":1800000000,"n":-1.5e3,"ok":true,"no":null}"#,
      #"[{"a":{"b":[1,2.25,"\u00e9\ud83d\ude00\n"]}},[],{},"",0,false]"#,
    ].map { Array($0.utf8) }
    var generator = SeededGenerator(seed: 7)
    var read = 0
    for round in 0..<4000 {
      var bytes = samples[round % samples.count]
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let byte = alphabet.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        default: bytes.remove(at: place)
        }
      }
      let found = self.read(bytes)
      let expected = try? JSONDecoder().decode(OracleValue.self, from: Data(bytes)).value
      if case .success(let value) = found {
        read += 1
        #expect(value == expected, "\(String(decoding: bytes, as: UTF8.self))")
      } else if expected != nil {
        // Stricter in these alone: names that come twice, commas with nothing behind, and bytes that the
        // decoder repairs.
        let text = String(validating: bytes, as: UTF8.self)
        #expect(text.map { hasNameTwice(bytes) || hasLooseComma($0) } ?? true, "\(text ?? "")")
      }
    }
    #expect(read > 1000)
  }

  private func hasLooseComma(_ text: String) -> Bool {
    let dense = text.filter { !$0.isWhitespace }
    return dense.contains(",]") || dense.contains(",}")
  }

  private func hasNameTwice(_ bytes: [UInt8]) -> Bool {
    // A name is what stands before a colon.
    let parts = String(decoding: bytes, as: UTF8.self).components(separatedBy: ":").dropLast()
    let names = parts.compactMap { $0.split(separator: "\"").last }
    return Set(names).count < names.count
  }
}
