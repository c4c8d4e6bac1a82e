/// A place among the backups and restores that are under way, given back when nobody holds it.
final class TransferPlace: Sendable {
  private let places: TransferPlaces

  init(of places: TransferPlaces) {
    self.places = places
  }

  deinit {
    places.giveBack()
  }
}
