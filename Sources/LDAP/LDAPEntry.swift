/// An entry as a search answers it.
package struct LDAPEntry: Hashable, Sendable {
  /// An attribute with its values, in the server's order.
  struct Attribute: Hashable, Sendable {
    let name: String
    let values: LDAPValues

    init(name: String, values: LDAPValues) {
      self.name = name
      self.values = values
    }

    init(name: String, values: [[UInt8]]) {
      self.init(name: name, values: LDAPValues(values))
    }
  }

  /// Its distinguished name, as the server writes it.
  package let name: String
  let attributes: [Attribute]

  /// About the memory that it takes.
  var byteCount: Int {
    attributes.reduce(name.utf8.count + Self.overhead) { count, attribute in
      count + attribute.name.utf8.count + Self.overhead + attribute.values.byteCount
        + attribute.values.count * Self.valueOverhead
    }
  }

  /// What each attribute and entry takes beside its bytes.
  private static let overhead = 96
  /// What each value takes beside its bytes.
  private static let valueOverhead = 4

  /// Every value of an attribute, whose name may be in any case; empty when there is none.
  package func values(of attribute: String) -> LDAPValues {
    attributes.first { $0.name.isEqualASCII(attribute) }?.values ?? LDAPValues()
  }

  /// The first value of an attribute; nil when there is none.
  package func value(of attribute: String) -> [UInt8]? {
    values(of: attribute).first.map { Array($0) }
  }

  /// Every value of an attribute as text; nil where one is not UTF-8.
  package func texts(of attribute: String) -> [String]? {
    var texts: [String] = []
    for value in values(of: attribute) {
      guard let text = String(utf8: value) else { return nil }
      texts.append(text)
    }
    return texts
  }

  /// The first value of an attribute as text; nil when there is none, or it is not UTF-8.
  package func text(of attribute: String) -> String? {
    values(of: attribute).first.flatMap { String(utf8: $0) }
  }

  /// A part of the values of an attribute that has more than the server gives at once, as Active
  /// Directory names it (`member;range=0-1499`); nil when all came.
  package func range(of attribute: String) -> LDAPValueRange? {
    for part in attributes {
      if let range = LDAPValueRange(part.name, of: attribute, values: part.values) { return range }
    }
    return nil
  }
}
