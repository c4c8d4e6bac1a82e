internal import CBenchMessages
internal import Protobuf

/// Messages of `Protos/bench` that concern no user.
enum BenchMessages {
  /// The message `ListRequest`.
  static func listRequest(_ count: Int) -> [UInt8] {
    let arena = Arena()
    let request = arena.make(dormouse__bench__v1__list_request__init)
    request.pointee.count = Int32(count)
    return arena.packed(request)
  }
}
