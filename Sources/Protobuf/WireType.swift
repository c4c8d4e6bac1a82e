/// How a field's value is laid out, in the low three bits of its tag.
enum WireType: UInt8 {
  case varint = 0
  case fixed64 = 1
  case lengthPrefixed = 2
  // 3 and 4 mark groups, which proto3 does not have and protobuf-c refuses.
  case fixed32 = 5
}
