internal import CMessages
package import Cleanup
internal import Protobuf

extension Observation: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Observation> {
    dormouse__v1__observation__init
  }
  static var blank: Observation { Observation(directory: "", state: .silent) }

  mutating func map(_ c: inout Dormouse__V1__Observation, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
    coder.code("state", &state, &c.state)
    coder.moment("baseline_time", &baseline, &c.baseline_time)
    coder.moment("last_login_time", &lastLogin, &c.last_login_time)
    coder.moment("until_time", &until, &c.until_time)
  }
}

extension Observation.State: WireCode {
  static let wireOrder: [Observation.State] = [.silent, .observing, .mature]
}
