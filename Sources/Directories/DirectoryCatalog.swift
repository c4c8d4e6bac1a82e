package import Cleanup

/// The directories of a tenant by their rows.
package struct DirectoryCatalog: Sendable {
  private let directories: [DirectoryID: any Directory]

  /// The directories behind some settings.
  package init(_ settings: [DirectorySettings]) {
    directories = Dictionary(
      uniqueKeysWithValues: settings.map { ($0.id, Self.directory($0)) })
  }

  /// The directory in a row; nil when there is none.
  package subscript(_ id: DirectoryID) -> (any Directory)? {
    directories[id]
  }

  private static func directory(_ settings: DirectorySettings) -> any Directory {
    switch settings.kind {
    case .embedded: EmbeddedDirectory(settings)
    }
  }
}
