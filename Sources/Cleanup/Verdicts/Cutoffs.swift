/// The moments to which the rules of a policy compare, as seen from the moment of judging.
struct Cutoffs: Hashable, Sendable {
  /// At or before it somebody must have been last active to be inactive.
  let inactive: Moment
  /// At or before it an account without any login must have been made to be due; nil when such
  /// accounts are kept.
  let neverLoggedIn: Moment?
  /// Accounts made after it are too young.
  let youngestKept: Moment
  /// Who was reactivated after it is kept.
  let graceStart: Moment

  /// The cutoffs of a policy at a moment.
  init(of policy: Policy, at moment: Moment, _ time: CountedTime) {
    inactive = time.moment(counting: policy.inactiveAfterDays, before: moment)
    neverLoggedIn = policy.cleanNeverLoggedInAfterDays.map {
      time.moment(counting: $0, before: moment)
    }
    youngestKept = time.moment(counting: policy.minimumAccountAgeDays, before: moment)
    graceStart = time.moment(counting: policy.effectiveGraceDays, before: moment)
  }
}
