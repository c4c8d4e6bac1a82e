/// The version of the product.
package enum Version {
  /// Major, minor and patch, as in semantic versioning.
  package static let current = "0.1.0"
}
