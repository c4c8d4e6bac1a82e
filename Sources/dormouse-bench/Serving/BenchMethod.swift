/// The paths of the methods in `Protos/bench`.
enum BenchMethod {
  static let get = "/dormouse.bench.v1.Bench/Get"
  static let list = "/dormouse.bench.v1.Bench/List"
}
