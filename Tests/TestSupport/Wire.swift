/// The bytes that `build` writes.
package func wire(_ build: (inout WireBuilder) -> Void) -> [UInt8] {
  var builder = WireBuilder()
  build(&builder)
  return builder.bytes
}
