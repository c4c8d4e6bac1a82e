internal import CMessages
package import Cleanup
internal import Protobuf

/// A page of directories, by position.
package struct ListDirectoriesResponse: DefaultedMessage {
  /// The directories of this page.
  package var directories: [DirectorySettings] = []
  /// Where the next page starts; empty on the last.
  package var nextPageToken = ""
  /// All directories of the tenant.
  package var totalSize = 0

  package init() {}
}

extension ListDirectoriesResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListDirectoriesResponse> {
    dormouse__v1__list_directories_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListDirectoriesResponse, _ coder: inout WireCoder) {
    coder.list("directories", &directories, &c.directories, &c.n_directories)
    coder.text(&nextPageToken, &c.next_page_token)
    coder.count(&totalSize, &c.total_size)
  }
}
