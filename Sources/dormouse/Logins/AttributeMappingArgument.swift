internal import ArgumentParser
internal import Cleanup

/// A claim for an attribute on the command line.
struct AttributeMappingArgument: Hashable, Sendable, ExpressibleByArgument {
  /// The mapping.
  let mapping: DirectoryProvisioning.AttributeMapping

  init?(argument text: String) {
    guard let equals = text.lastIndex(of: "="), equals != text.startIndex,
      let attribute = DirectoryProvisioning.Attribute(
        rawValue: text[text.index(after: equals)...].uppercased().replacing("-", with: "_"))
    else { return nil }
    mapping = DirectoryProvisioning.AttributeMapping(
      claim: String(text[..<equals]), attribute: attribute)
  }
}
