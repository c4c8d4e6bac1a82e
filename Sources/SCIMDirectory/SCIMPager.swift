internal import Directories

/// Goes through a list page by page, and knows when all of it was there.
///
/// Services may give out their resources in any order, and in another one for each page, with some of
/// them twice and others left out. So what was given out is known by its marks, and the list is gone
/// through again while its total moves, or is not reached.
struct SCIMPager {
  /// What a page brought.
  struct Step: Hashable, Sendable {
    /// The places in the page of what was not there before.
    var fresh: [Int]
    /// Whether the list is over.
    var isLast: Bool
  }

  /// Most times that a list is gone through.
  static let maxPasses: UInt8 = 20
  /// Most times that it is gone through again because its total moved.
  static let maxMoves = 5
  /// Most times on end that it is gone through again for what is missing, and nothing new is found.
  static let maxBarrenPasses = 3
  /// Most pages on end that bring nothing which was not there before.
  static let maxStalePages = 100
  /// Most resources of a list.
  static let maxResources = 20_000_000

  /// The place of the first resource of the page to ask for, from 1.
  private(set) var startIndex = 1
  /// How many resources to ask for.
  private(set) var count: Int
  private let name: String
  /// The pass in which each resource was seen last.
  private var marks: [ResourceMark: UInt8] = [:]
  private var pass: UInt8 = 1
  /// How often the total moved.
  private var moves = 0
  /// How many resources were there before this pass.
  private var marksBefore = 0
  /// Passes on end that found nothing new.
  private var barrenPasses = 0
  /// How many resources were seen in this pass.
  private var seen = 0
  /// Pages on end that brought nothing which this pass had not seen.
  private var stalePages = 0
  /// The total as it was said last; nil before the first page.
  private var total: Int?
  /// Whether the total is one of the whole list; that of some services is only that of the page.
  private var isWholeTotal = false

  /// A list of what messages call by a name, asked for in pages of so many resources.
  init(of name: String, pageSize: Int) {
    self.name = name
    count = pageSize
  }

  /// Takes a page, by the total that the service says and the ids of its resources.
  mutating func take(total: Int, ids: [String]) throws(DirectoryError) -> Step {
    let moved = self.total.map { $0 != total } ?? false
    self.total = total
    var step = Step(fresh: [], isLast: false)
    let before = seen
    for (place, id) in ids.enumerated() {
      let old = marks.updateValue(pass, forKey: ResourceMark(id))
      if old == nil { step.fresh.append(place) }
      if old != pass { seen += 1 }
    }
    guard marks.count <= Self.maxResources else {
      throw DirectoryError(
        .incomplete,
        "The service lists more than \(Self.maxResources) \(name), and no end of it: set a filter, or"
          + " look whether the service pages as SCIM has it.")
    }
    if moved {
      moves += 1
      try startOver()
      return step
    }
    if total > ids.count { isWholeTotal = true }
    stalePages = seen > before ? 0 : stalePages + 1
    step.isLast = try isOver(ids.count, isStale: seen == before)
    return step
  }

  /// Whether a resource was there.
  func contains(_ mark: ResourceMark) -> Bool { marks[mark] != nil }

  /// Asks for fewer resources than before; false when that cannot be.
  mutating func takeSmallerPages() -> Bool {
    guard count > 1 else { return false }
    count /= 2
    return true
  }

  /// Goes on behind a page; true when the list is over.
  private mutating func isOver(_ came: Int, isStale: Bool) throws(DirectoryError) -> Bool {
    let total = total ?? 0
    if isWholeTotal, seen >= total { return true }
    let isBehind = startIndex > total
    startIndex += came
    guard came == 0 || (isBehind && isStale) || stalePages >= Self.maxStalePages else {
      return false
    }
    // With a total that never moved, what all passes found together is all there is.
    if seen >= total || (moves == 0 && marks.count >= total) { return true }
    try startOver()
    return false
  }

  private mutating func startOver() throws(DirectoryError) {
    barrenPasses = marks.count > marksBefore ? 0 : barrenPasses + 1
    guard moves <= Self.maxMoves else {
      throw DirectoryError(
        .incomplete,
        "The number of \(name) moved each of the \(Self.maxMoves) times that they were listed again: list"
          + " them when fewer changes are made.")
    }
    guard pass < Self.maxPasses, barrenPasses < Self.maxBarrenPasses else {
      throw DirectoryError(
        .incomplete,
        "The service says that it has \(total ?? 0) \(name), and listed \(marks.count): look whether the"
          + " token may see them all, and whether the service pages as SCIM has it.")
    }
    pass += 1
    startIndex = 1
    seen = 0
    stalePages = 0
    marksBefore = marks.count
  }
}
