package import Cleanup

extension Methods {
  /// The service `dormouse.v1.Directories`.
  package enum Directories {
    static let service = "dormouse.v1.Directories"

    /// Creates a directory, or changes the position of one that exists.
    package static let putDirectory = Method<PutDirectoryRequest, DirectorySettings>(
      service, "PutDirectory", .unary, .withRequestID)
    /// Deletes a directory with its users and groups.
    package static let deleteDirectory = Method<DeleteDirectoryRequest, DeleteDirectoryResponse>(
      service, "DeleteDirectory", .unary, .withRequestID)
    /// Reads one directory.
    package static let getDirectory = Method<GetDirectoryRequest, DirectorySettings>(
      service, "GetDirectory", .unary, .safely)
    /// Lists the tenant's directories, first position first.
    package static let listDirectories = Method<ListDirectoriesRequest, ListDirectoriesResponse>(
      service, "ListDirectories", .unary, .safely)
    /// Finds out what a remote directory can do, without changing anything in it.
    package static let testDirectory = Method<TestDirectoryRequest, DirectoryProbe>(
      service, "TestDirectory", .unary, .never)
    /// Lists a remote directory.
    package static let syncDirectory = Method<SyncDirectoryRequest, SyncEvent>(
      service, "SyncDirectory", .serverStreaming, .never)
    /// Imports users and groups into an embedded directory.
    package static let importUsers = Method<ImportStep, ImportSummary>(
      service, "ImportUsers", .clientStreaming, .withRequestID)
    /// Lists users, by username.
    package static let listUsers = Method<ListUsersRequest, ListUsersResponse>(
      service, "ListUsers", .unary, .safely)
    /// Reads one user with memberships, activity signals and holds.
    package static let getUser = Method<GetUserRequest, UserDetails>(
      service, "GetUser", .unary, .safely)
    /// Lists groups, by name.
    package static let listGroups = Method<ListGroupsRequest, ListGroupsResponse>(
      service, "ListGroups", .unary, .safely)
  }
}
