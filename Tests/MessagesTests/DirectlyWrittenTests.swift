internal import Cleanup
@testable internal import Messages
internal import Protobuf
internal import TestSupport
internal import Testing

@Suite("Messages that are written and read without protobuf-c")
struct DirectlyWrittenTests {
  @Test("They are written byte for byte as protobuf-c writes them")
  func sameBytes() {
    var compared = 0
    for sample in Samples.all {
      guard let sample = sample as? any DirectlyWritten else { continue }
      #expect(sample.encode() == sample.packed(), "\(type(of: sample).fullName)")
      compared += 1
    }
    #expect(compared >= 5)
  }

  @Test("So are those at their defaults, at extremes, and larger than the first room for them")
  func extremes() {
    let long = String(repeating: "long name ", count: 500)
    for moment in [Moment.earliest, .latest, Moment(microseconds: -1), Moment(microseconds: 0)] {
      for activity in [LastActivity.unknown, .never, Samples.activity] {
        for memberships in [0, 1, 1000] {
          let membership = Membership(directory: "users", group: long, path: ["", long, "é"])
          let details = UserDetails(
            user: User(
              id: UserID(rawValue: 0), directory: "", externalID: "", username: "ünï",
              isActive: false, createdAt: moment, firstSeenAt: moment, lastActivity: activity),
            memberships: Array(repeating: membership, count: memberships), signals: [], holds: [])
          #expect(details.encode() == details.packed())
        }
      }
    }
    #expect(UserDetails.blank.encode() == UserDetails.blank.packed())
  }

  @Test("A request for a user is read as protobuf-c reads it, whatever form it has")
  func requests() {
    let reference = wire { $0.field(3, "ann".utf8) }
    let bad: [UInt8] = [0x41, 0xFF]
    let messages: [[UInt8]] = [
      [], wire { $0.field(1, reference) }, wire { $0.field(1, []) },
      wire {
        $0.field(1, wire { $0.field(1, "users".utf8) })
        $0.field(1, reference)
      },
      wire {
        $0.field(1, reference)
        $0.field(7, varint: 3)
      },
      wire { $0.field(1, reference + reference) }, wire { $0.field(1, varint: 1) },
      wire { $0.field(1, wire { $0.field(3, bad) }) },
      wire { $0.field(1, wire { $0.field(3, [0x41, 0x00]) }) },
      wire { $0.field(1, wire { $0.field(9, "new".utf8) } + reference) },
      wire { $0.field(1, wire { $0.field(2, varint: 9) }) },
      Array(wire { $0.field(1, reference) }.dropLast()),
      wire { $0.field(1, wire { $0.field(3, String(repeating: "a", count: 5000).utf8) }) },
      wire { $0.field(1, wire { $0.field(3, "".utf8) } + reference) },
      wire { $0.field(1, reference + wire { $0.field(3, "".utf8) }) },
    ]
    for message in messages {
      message.withUnsafeBytes { bytes in
        let read = Result { () throws(MessageError) in try GetUserRequest.decode(bytes) }
        let unpacked = Result { () throws(MessageError) in
          try GetUserRequest.unpack(bytes, limits: .standard)
        }
        #expect(read == unpacked, "\(message)")
      }
    }
  }

  @Test("So is a login that is told of")
  func logins() {
    let user = wire { $0.field(1, wire { $0.field(3, "ann".utf8) }) }
    let claim = wire { $0.field(2, wire { $0.field(1, "mail".utf8) }) }
    let source = wire { $0.field(6, "gateway".utf8) }
    let messages: [[UInt8]] = [
      [], wire { $0.field(1, user) }, wire { $0.field(1, user) } + source,
      source + wire { $0.field(1, user) }, wire { $0.field(1, user) } + source + source,
      wire { $0.field(1, user + claim) }, wire { $0.field(1, user + user) },
      wire { $0.field(1, claim) }, wire { $0.field(1, []) }, source,
      wire {
        $0.field(1, user)
        $0.field(1, wire { $0.field(1, wire { $0.field(1, "users".utf8) }) })
      },
      wire {
        $0.field(1, user)
        $0.field(2, wire { $0.field(1, "token".utf8) })
      },
      wire {
        $0.field(1, user)
        $0.field(5, varint: 2)
      },
      wire {
        $0.field(1, user)
        $0.field(5, varint: 2)
        $0.field(6, "gateway".utf8)
      },
      wire {
        $0.field(1, user)
        $0.field(5, varint: 0)
      },
      wire {
        $0.field(1, user)
        $0.field(5, varint: 99)
      },
      wire {
        $0.field(1, user)
        $0.field(5, varint: 300)
      },
      wire {
        $0.field(5, varint: 2)
        $0.field(1, user)
      },
      wire { $0.field(1, user) } + [0x28],
      wire {
        $0.field(1, user)
        $0.field(6, [0x41, 0xFF])
      },
      wire {
        $0.field(1, user)
        $0.field(6, "".utf8)
      },
      wire {
        $0.field(1, user)
        $0.field(9, "new".utf8)
      },
      Array(wire { $0.field(1, user) }.dropLast()),
    ]
    for message in messages {
      message.withUnsafeBytes { bytes in
        let read = Result { () throws(MessageError) in try LoginReport.decode(bytes) }
        let unpacked = Result { () throws(MessageError) in
          try LoginReport.unpack(bytes, limits: .standard)
        }
        #expect(read == unpacked, "\(message)")
      }
    }
  }
}
