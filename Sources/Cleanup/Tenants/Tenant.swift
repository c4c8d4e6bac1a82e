/// A customer's instance.
package struct Tenant: Hashable, Sendable {
  /// Name of the embedded directory that every tenant begins with.
  package static let firstDirectory = "users"

  /// Immutable id.
  package var id: TenantID
  /// Name, unique in the service.
  package var name: String
  /// Name for people; may be empty.
  package var displayName: String
  /// When it was created.
  package var createdAt: Moment
  /// Changes with every change.
  package var etag: String
  /// Counts up whenever another instance takes the tenant over; part of the path of its files.
  package var ownerEpoch: Int64
  /// Listings that hold its runs. Filled for answers about one tenant only.
  package var held: [HeldListing] = []

  /// A tenant as the operator database knows it.
  package init(
    id: TenantID, name: String, displayName: String = "", createdAt: Moment, etag: String,
    ownerEpoch: Int64 = 1
  ) {
    self.id = id
    self.name = name
    self.displayName = displayName
    self.createdAt = createdAt
    self.etag = etag
    self.ownerEpoch = ownerEpoch
  }
}
