package import Cleanup

/// The directories of a tenant by their rows.
package struct DirectoryCatalog: Sendable {
  private let directories: [DirectoryID: any Directory]

  /// The directories behind some settings.
  package init(_ settings: [DirectorySettings]) {
    let embedded = settings.filter { $0.kind == .embedded }
    directories = Dictionary(
      uniqueKeysWithValues: embedded.map { ($0.id, EmbeddedDirectory($0)) })
  }

  /// The directory in a row; nil when there is none, or when it cannot be changed from here.
  package subscript(_ id: DirectoryID) -> (any Directory)? {
    directories[id]
  }
}
