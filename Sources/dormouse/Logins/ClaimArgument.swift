internal import ArgumentParser
internal import Cleanup

/// A value of a claim on the command line: `groups=engineers`.
struct ClaimArgument: Hashable, Sendable, ExpressibleByArgument {
  private let name: String
  private let value: String

  init?(argument text: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    name = String(text[..<equals])
    value = String(text[text.index(after: equals)...])
  }

  /// The claims, each with all of its values, in the order in which they were given.
  static func claims(_ arguments: [ClaimArgument]) -> [Claim] {
    var claims: [Claim] = []
    for argument in arguments {
      if let index = claims.firstIndex(where: { $0.name == argument.name }) {
        claims[index].values.append(argument.value)
      } else {
        claims.append(Claim(name: argument.name, values: [argument.value]))
      }
    }
    return claims
  }
}
