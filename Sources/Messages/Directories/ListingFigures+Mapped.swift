internal import CMessages
package import Cleanup
internal import Protobuf

extension ListingFigures: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListingFigures> {
    dormouse__v1__listing_figures__init
  }
  static var blank: ListingFigures { ListingFigures(users: 0) }

  mutating func map(_ c: inout Dormouse__V1__ListingFigures, _ coder: inout WireCoder) {
    coder.count(&users, &c.user_count)
    coder.count(&listed, &c.listed_count)
    coder.count(&withoutLogin, &c.without_login_count)
  }
}
