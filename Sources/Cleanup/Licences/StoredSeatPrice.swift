/// A price of a seat with the facts of its storage.
package struct StoredSeatPrice: Hashable, Sendable {
  /// The price; nil when it was taken away.
  package var price: SeatPrice?
  /// Changes with every change.
  package var etag: String
  /// When it was last changed; nil when it is not stored.
  package var updatedAt: Moment?
  /// Name of the token that last changed it.
  package var updatedBy: String

  /// A price as stored.
  package init(
    price: SeatPrice?, etag: String = "", updatedAt: Moment? = nil, updatedBy: String = ""
  ) {
    self.price = price
    self.etag = etag
    self.updatedAt = updatedAt
    self.updatedBy = updatedBy
  }
}
