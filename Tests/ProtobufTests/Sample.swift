internal import CMessages
internal import CTestMessages
internal import Protobuf

/// An `Everything` with something in most of its fields.
func sampleBytes() -> [UInt8] {
  let arena = Arena()
  let message = arena.make(dormouse__test__everything__init)
  message.pointee.a_double = 0.1
  message.pointee.a_float = 1.5
  message.pointee.an_int32 = -7
  message.pointee.an_int64 = .min
  message.pointee.a_uint32 = .max
  message.pointee.a_uint64 = .max
  message.pointee.a_sint32 = -8
  message.pointee.a_sint64 = -9
  message.pointee.a_fixed32 = 10
  message.pointee.a_fixed64 = 11
  message.pointee.an_sfixed32 = -12
  message.pointee.an_sfixed64 = -13
  message.pointee.a_bool = 1
  message.pointee.a_string = arena.string("Größe \"1\"\n")
  (message.pointee.some_bytes.len, message.pointee.some_bytes.data) = arena.bytes([0, 255, 16, 32])
  message.pointee.a_colour = DORMOUSE__TEST__COLOUR__CODE__DEEP_RED
  message.pointee.a_leaf = leaf("leaf", 1, in: arena)
  message.pointee.many_int32s = arena.array([1, -1, 300])
  message.pointee.n_many_int32s = 3
  message.pointee.many_strings = arena.array([arena.string("a"), arena.string("")])
  message.pointee.n_many_strings = 2
  message.pointee.many_leaves = arena.array([leaf("x", 1, in: arena), leaf("", 0, in: arena)])
  message.pointee.n_many_leaves = 2
  message.pointee.choice_case = DORMOUSE__TEST__EVERYTHING__CHOICE_CHOSEN_TEXT
  message.pointee.chosen_text = arena.string("")
  message.pointee.seen_time = arena.make(google__protobuf__timestamp__init)
  message.pointee.seen_time.pointee.seconds = 1_410_663_882
  message.pointee.seen_time.pointee.nanos = 270_000_000
  return arena.packed(message)
}

private func leaf(
  _ text: String, _ number: Int32, in arena: borrowing Arena
) -> UnsafeMutablePointer<Dormouse__Test__Leaf>? {
  let leaf = arena.make(dormouse__test__leaf__init)
  leaf.pointee.some_text = arena.string(text)
  leaf.pointee.number = number
  return leaf
}
