internal import Directories
internal import Testing

extension DirectoryListing {
  /// What the listing fails with, now or once what was asked for ahead is given out; it has to.
  func failure() async throws -> DirectoryError {
    do throws(DirectoryError) {
      while try await next() != nil {}
    } catch {
      return error
    }
    return try #require(nil as DirectoryError?, "The listing came to its end.")
  }
}
