internal import CMessages
package import Cleanup
internal import Protobuf

/// A schedule with what the service knows of it.
package struct ScheduleReport: WireMessage, Hashable {
  /// The schedule.
  package var schedule: Schedule
  /// Changes with every change of the schedule; empty in a request skips the check.
  package var etag = ""
  /// When it was changed last; nil before the first.
  package var updatedAt: Moment?
  /// Name of the token that changed it last.
  package var updatedBy = ""
  /// When the next cleanup starts; nil while the schedule is off.
  package var nextCleanup: Moment?
  /// Whether a start should have been by now, and was not.
  package var isOverdue = false
  /// Whether the next start only analyzes.
  package var onlyAnalyzesNext = false
  /// What became of the last start; nil before the first.
  package var last: ScheduledStart?
  /// Listings that hold runs now.
  package var held: [HeldListing] = []
  /// How well logins are known, for each directory that is observed.
  package var observations: [Observation] = []

  /// A schedule of which nothing more is known, as requests have it.
  package init(_ schedule: Schedule, etag: String = "") {
    self.schedule = schedule
    self.etag = etag
  }

  /// A stored schedule.
  package init(_ stored: StoredSchedule, nextCleanup: Moment?, isOverdue: Bool) {
    self.init(stored.schedule, etag: stored.etag)
    updatedAt = stored.updatedAt
    updatedBy = stored.updatedBy
    self.nextCleanup = nextCleanup
    self.isOverdue = isOverdue
    onlyAnalyzesNext = stored.onlyAnalyzesNext
    last = stored.last
  }
}

extension ScheduleReport: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__Schedule> {
    dormouse__v1__schedule__init
  }
  static var blank: ScheduleReport { ScheduleReport(.blank) }

  mutating func map(_ c: inout Dormouse__V1__Schedule, _ coder: inout WireCoder) {
    schedule.map(&c, &coder)
    coder.text(&etag, &c.etag)
    coder.moment("update_time", &updatedAt, &c.update_time)
    coder.text(&updatedBy, &c.updated_by)
    coder.moment("next_cleanup_time", &nextCleanup, &c.next_cleanup_time)
    coder.flag(&isOverdue, &c.overdue)
    coder.flag(&onlyAnalyzesNext, &c.next_analysis_only)
    coder.message("last_start", &last, &c.last_start)
    coder.list("held_listings", &held, &c.held_listings, &c.n_held_listings)
    coder.list("observations", &observations, &c.observations, &c.n_observations)
  }
}
