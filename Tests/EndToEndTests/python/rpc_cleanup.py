"""The service Cleanup: policy, analysis, actions by hand, exemptions."""

import time

from google.protobuf import field_mask_pb2, wrappers_pb2

import people
from api import refused
from checks import equal, true


def number(value):
    return wrappers_pb2.Int32Value(value=value)


def mask(*paths):
    return field_mask_pb2.FieldMask(paths=paths)


def run(world, checks):
    callers = world.tenant("sleepy")
    stubs = world.stubs
    first_policy(world, checks, callers)
    callers["operator"].import_users(
        people.crowd(stubs, 6, prefix="asleep") + people.crowd(stubs, 20, 1, prefix="awake")
        + [people.user(stubs, "boss", 500, ("members", "heads")),
           people.user(stubs, "ghost", None), people.user(stubs, "fog", "unknown")],
        [stubs.ImportedGroup(name="heads", parent="chiefs")])
    configure(world, checks, callers)
    analyses(world, checks, callers)
    explanations(world, checks, callers)
    forecasts(world, checks, callers)
    by_hand(world, checks, callers)
    exemptions(world, checks, callers)


def first_policy(world, checks, callers):
    stubs = world.stubs
    with checks.check("Without a policy nothing is read, analysed or explained"):
        for caller, path in (("viewer", "Cleanup/GetPolicy"), ("operator", "Cleanup/Analyze"),
                             ("viewer", "Cleanup/Forecast"),
                             ("viewer", "Cleanup/ExplainUser")):
            refused(lambda: callers[caller](path, **(
                {"user": stubs.UserRef(username="x")} if "Explain" in path else {})),
                "FAILED_PRECONDITION", "POLICY_NOT_CONFIGURED")


def configure(world, checks, callers):
    admin, viewer, stubs = callers["admin"], callers["viewer"], world.stubs
    remove = stubs.Action.REMOVE_FROM_GROUP
    policy = stubs.Policy(
        action=remove, group="members", inactive_after_days=180,
        exceptions=stubs.Exceptions(groups=["chiefs"], users=[stubs.UserRef(username="later")]))
    with checks.check("Configure names every bad field at once"):
        bad = stubs.Policy(
            action=remove, group="nope", inactive_after_days=3651,
            minimum_account_age_days=-1,
            safety_limits=stubs.SafetyLimits(max_percent=number(101)),
            scope=stubs.Scope(directories=["nowhere"]),
            exceptions=stubs.Exceptions(groups=["nobody"], directories=["nowhere"]))
        error = refused(lambda: admin("Cleanup/Configure", policy=bad), "INVALID_ARGUMENT",
                        "INVALID_REQUEST")
        equal(sorted(error.fields), [
            "policy.exceptions.directories[0]", "policy.exceptions.groups[0]", "policy.group",
            "policy.inactive_after_days", "policy.minimum_account_age_days",
            "policy.safety_limits.max_percent", "policy.scope.directories[0]"])
        for days in (0, -1, 3651):
            refused(lambda: admin("Cleanup/Configure", policy=stubs.Policy(
                action=stubs.Action.DEACTIVATE, inactive_after_days=days)),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["policy.inactive_after_days"])
    with checks.check("Configure with validate_only answers and stores nothing"):
        answer = admin("Cleanup/Configure", policy=policy, validate_only=True)
        equal(answer.policy.group, "members")
        refused(lambda: viewer("Cleanup/GetPolicy"), "FAILED_PRECONDITION",
                "POLICY_NOT_CONFIGURED")
    with checks.check("Configure stores, warns of an exception that names nobody, and GetPolicy"
                      " reads it"):
        answer = admin("Cleanup/Configure", policy=policy, request_id="c1")
        equal([warning.field for warning in answer.warnings], ["exceptions.users[0]"])
        equal(answer.policy.revision, 1)
        stored = viewer("Cleanup/GetPolicy")
        equal(stored, answer.policy)
        equal(stored.updated_by, "sleepy-admin")
        equal(admin("Cleanup/Configure", policy=policy, request_id="c1"), answer)
    with checks.check("An empty update_mask, an unknown path and a stale etag are refused"):
        for update_mask in (None, mask()):
            refused(lambda: admin("Cleanup/Configure", policy=policy, update_mask=update_mask),
                    "INVALID_ARGUMENT", "EMPTY_UPDATE_MASK", ["update_mask"])
        refused(lambda: admin("Cleanup/Configure", policy=policy,
                              update_mask=mask("nonsense")),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["update_mask.paths[0]"])
        refused(lambda: admin("Cleanup/Configure", policy=stubs.Policy(inactive_after_days=90),
                              update_mask=mask("inactive_after_days"), etag="stale"),
                "ABORTED", "STALE_ETAG")
        refused(lambda: admin("Cleanup/Configure", policy=policy, etag="x", request_id="c1"),
                "ALREADY_EXISTS", "REQUEST_ID_REUSED")
    with checks.check("A mask changes what it names and nothing else"):
        changed = admin(
            "Cleanup/Configure", policy=stubs.Policy(inactive_after_days=90, etag=stored.etag),
            update_mask=mask("inactive_after_days")).policy
        equal((changed.inactive_after_days, changed.group, changed.revision), (90, "members", 2))
        equal(list(changed.exceptions.groups), ["chiefs"])
    with checks.check("Configure takes the role admin, and no reporter reads the policy"):
        refused(lambda: callers["operator"]("Cleanup/Configure", policy=policy),
                "PERMISSION_DENIED", "PERMISSION_DENIED")
        refused(lambda: callers["reporter"]("Cleanup/GetPolicy"), "PERMISSION_DENIED",
                "PERMISSION_DENIED")


def analyses(world, checks, callers):
    operator, viewer, stubs = callers["operator"], callers["viewer"], world.stubs
    reasons = stubs.Reason
    with checks.check("Analyze streams its progress and, last, the stored analysis"):
        events = operator("Cleanup/Analyze")
        true(all(event.HasField("progress") for event in events[:-1]), "an early end")
        analysis = events[-1].analysis
        equal((analysis.user_count, analysis.candidate_count, analysis.actionable_count),
              (29, 6, 6))
        equal({count.reason: count.count for count in analysis.reason_counts}, {
            reasons.INACTIVE: 6, reasons.ACTIVE: 20, reasons.GROUP_EXCLUDED: 1,
            reasons.NEVER_LOGGED_IN_KEPT: 1, reasons.ACTIVITY_UNKNOWN: 1})
        equal([d.user_count for d in analysis.directory_counts], [29])
        equal((analysis.safety.allowed, analysis.safety.counted, analysis.safety.looked_at),
              (True, 6, 29))
    with checks.check("Analyze as of another moment leaves out later signals"):
        request = stubs.AnalyzeRequest()
        people.stamp(request.as_of_time, 350)
        past = operator("Cleanup/Analyze", request)[-1].analysis
        true(not past.HasField("expire_time"), "an as-of analysis can be run")
        counts = {count.reason: count.count for count in past.reason_counts}
        equal(counts.get(reasons.INACTIVE), None)
        equal(counts[reasons.ACTIVE], 6)
    with checks.check("Analyze takes the role operator, and a moment that exists"):
        refused(lambda: viewer("Cleanup/Analyze"), "PERMISSION_DENIED", "PERMISSION_DENIED")
        request = stubs.AnalyzeRequest()
        request.as_of_time.seconds = 1 << 60
        refused(lambda: operator("Cleanup/Analyze", request), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["as_of_time"])
    with checks.check("ListVerdicts pages candidates, the longest asleep first"):
        seen, token = [], ""
        while True:
            page = viewer("Cleanup/ListVerdicts", analysis_id=analysis.id, page_size=4,
                          decision=stubs.Decision.CANDIDATE, page_token=token)
            seen += page.verdicts
            token = page.next_page_token
            if not token:
                break
        equal(sorted(v.username for v in seen), [f"asleep-{n:05}" for n in range(6)])
        times = [v.last_activity.time.ToNanoseconds() for v in seen]
        equal(times, sorted(times))
        true(all(v.explanation and v.last_activity.source for v in seen), "no source or reason")
    with checks.check("ListVerdicts shows the way to an excluded group"):
        page = viewer("Cleanup/ListVerdicts", analysis_id=analysis.id,
                      reason=reasons.GROUP_EXCLUDED)
        equal([(v.username, list(v.group_path)) for v in page.verdicts],
              [("boss", ["heads", "chiefs"])])
        by_name = viewer("Cleanup/ListVerdicts", text="AWAKE", page_size=1000,
                         analysis_id=analysis.id, order=stubs.VerdictOrder.USERNAME).verdicts
        names = [v.username for v in by_name]
        equal((len(names), names), (20, sorted(names)))
    with checks.check("ListVerdicts of an unknown analysis, or with a foreign token, is refused"):
        refused(lambda: viewer("Cleanup/ListVerdicts", analysis_id="nope"), "NOT_FOUND",
                "ANALYSIS_NOT_FOUND")
        first = viewer("Cleanup/ListVerdicts", analysis_id=analysis.id, page_size=1)
        refused(lambda: viewer("Cleanup/ListVerdicts", analysis_id=past.id, page_size=1,
                               page_token=first.next_page_token),
                "INVALID_ARGUMENT", "INVALID_PAGE_TOKEN", ["page_token"])


def explanations(world, checks, callers):
    viewer, stubs = callers["viewer"], world.stubs
    reasons = stubs.Reason
    with checks.check("ExplainUser tries every rule in order, and exactly one decides"):
        for name, reason in (("asleep-00001", reasons.INACTIVE), ("boss", reasons.GROUP_EXCLUDED),
                             ("ghost", reasons.NEVER_LOGGED_IN_KEPT),
                             ("fog", reasons.ACTIVITY_UNKNOWN), ("awake-00003", reasons.ACTIVE)):
            found = viewer("Cleanup/ExplainUser", user=stubs.UserRef(username=name))
            equal(found.verdict.reason, reason, name)
            true(found.cutoff_time.seconds < time.time() - 89 * people.DAY, "a wrong cutoff")
            order = [rule.reason for rule in found.rules]
            equal(order, sorted(order), f"the order of {name}'s rules")
            decided = [rule.reason for rule in found.rules if rule.decided]
            equal(decided, [reason], f"{name}'s decision")
    with checks.check("ExplainUser of nobody is NOT_FOUND"):
        refused(lambda: viewer("Cleanup/ExplainUser", user=stubs.UserRef(username="nobody")),
                "NOT_FOUND", "USER_NOT_FOUND")
        refused(lambda: viewer("Cleanup/ExplainUser"), "INVALID_ARGUMENT", "INVALID_REQUEST")


def forecasts(world, checks, callers):
    viewer = callers["viewer"]
    with checks.check("Forecast tells who falls due when, and what each threshold would free"):
        answer = viewer("Cleanup/Forecast", days=366)
        equal(answer.due_now_count, 6)
        equal(len(answer.due_days), 366)
        equal(sum(day.user_count for day in answer.due_days), 20)
        equal(len(answer.due_users), 20)
        equal({user.date for user in answer.due_users},
              {day.date for day in answer.due_days if day.user_count})
        curve = {point.inactive_after_days: point.freed_seat_count
                 for point in answer.thresholds}
        equal(sorted(curve), [30, 60, 90, 180, 365])
        equal(curve[90], 6)
        equal(list(answer.flapping_users), [])
        equal(len(viewer("Cleanup/Forecast").due_days), 30)
        equal(len(viewer("Cleanup/Forecast", days=366, max_users=3).due_users), 3)
    with checks.check("Forecast names every bad field at once"):
        refused(lambda: viewer("Cleanup/Forecast", days=367, max_users=-1),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["days", "max_users"])


def by_hand(world, checks, callers):
    operator, admin, viewer, stubs = (
        callers["operator"], callers["admin"], callers["viewer"], world.stubs)
    kinds = stubs.ManualActionKind

    def act(action, *names, caller=operator, **fields):
        fields.setdefault("reason", "by hand")
        return caller("Cleanup/ManualAction", action=action,
                      users=[stubs.UserRef(username=name) for name in names], **fields)

    def show(name):
        return viewer("Directories/GetUser", user=stubs.UserRef(username=name))

    with checks.check("ManualAction with validate_only says what would be, and does nothing"):
        equal(act(kinds.DEACTIVATE, "awake-00001", validate_only=True).done_count, 1)
        true(show("awake-00001").active, "the user was deactivated")
    with checks.check("ManualAction deactivates, opens a hold, and its inverse closes it"):
        done = act(kinds.DEACTIVATE, "awake-00001", "awake-00002", request_id="m1")
        equal(act(kinds.DEACTIVATE, "awake-00001", "awake-00002", request_id="m1"), done)
        equal([(o.username, o.result) for o in done.outcomes],
              [("awake-00001", 1), ("awake-00002", 1)])
        user = show("awake-00001")
        equal((user.active, [(h.effect, h.wakeable) for h in user.holds]),
              (False, [("DEACTIVATE", False)]))
        equal(act(kinds.DEACTIVATE, "awake-00001").outcomes[0].reason, "ALREADY_DONE")
        equal(act(kinds.REACTIVATE, "awake-00001").done_count, 1)
        user = show("awake-00001")
        equal((user.active, len(user.holds)), (True, 0))
        true(user.reactivated_time.seconds > 0, "reactivated_time is missing")
        equal(act(kinds.RESTORE, "awake-00002").done_count, 1)
        true(show("awake-00002").active, "the user was not restored")
    with checks.check("ManualAction takes a membership and gives it back"):
        equal(act(kinds.REMOVE_FROM_GROUP, "awake-00004", group="members").done_count, 1)
        equal(len(show("awake-00004").memberships), 0)
        equal(act(kinds.ADD_TO_GROUP, "awake-00004", group="members").done_count, 1)
        equal([m.group for m in show("awake-00004").memberships], ["members"])
    with checks.check("An exception wins over an action by hand, unless an admin overrides it"):
        skipped = act(kinds.DEACTIVATE, "boss").outcomes[0]
        equal((skipped.result, skipped.reason), (stubs.OutcomeResult.SKIPPED, "GROUP_EXCLUDED"))
        refused(lambda: act(kinds.DEACTIVATE, "boss", override_reason="must be"),
                "PERMISSION_DENIED", "PERMISSION_DENIED")
        equal(act(kinds.DEACTIVATE, "boss", caller=admin, override_reason="must be",
                  validate_only=True).done_count, 1)
    with checks.check("ManualAction names every bad field at once"):
        refused(lambda: operator("Cleanup/ManualAction", action=kinds.DEACTIVATE),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["users", "reason"])
        refused(lambda: act(kinds.DEACTIVATE, "nobody", "boss", "boss"), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["users[0]", "users[2]"])
        refused(lambda: act(kinds.ADD_TO_GROUP, "boss", group="nope"), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["group"])
        refused(lambda: act(kinds.DEACTIVATE, "boss", analysis_id="nope"), "NOT_FOUND",
                "ANALYSIS_NOT_FOUND")
        refused(lambda: act(kinds.EXEMPT, "boss"), "INVALID_ARGUMENT", "INVALID_REQUEST",
                ["until_time", "owner"])
    with checks.check("At most 1,000 users come in one action"):
        refused(lambda: act(kinds.DEACTIVATE, *["x"] * 1001), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["users"])


def exemptions(world, checks, callers):
    operator, viewer, stubs = callers["operator"], callers["viewer"], world.stubs

    def put(name, days, **fields):
        request = stubs.PutExemptionRequest(
            user=stubs.UserRef(username=name), owner="HR", reason="leave", **fields)
        people.stamp(request.until_time, -days)
        return operator("Cleanup/PutExemption", request)

    with checks.check("PutExemption exempts until a date, and ExplainUser says so"):
        first = put("asleep-00000", 30, request_id="e1")
        equal((first.username, first.owner, first.created_by),
              ("asleep-00000", "HR", "sleepy-operator"))
        found = viewer("Cleanup/ExplainUser", user=stubs.UserRef(username="asleep-00000"))
        equal(found.verdict.reason, stubs.Reason.EXEMPT)
    with checks.check("ListExemptions lists those first that end first"):
        put("asleep-00001", 10)
        page = viewer("Cleanup/ListExemptions", page_size=1)
        rest = viewer("Cleanup/ListExemptions", page_token=page.next_page_token)
        equal([e.username for e in [*page.exemptions, *rest.exemptions]],
              ["asleep-00001", "asleep-00000"])
        refused(lambda: viewer("Cleanup/ListExemptions", page_size=-1), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["page_size"])
    with checks.check("PutExemption names every bad field at once"):
        refused(lambda: operator("Cleanup/PutExemption", user=stubs.UserRef(username="boss")),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["until_time", "owner", "reason"])
        refused(lambda: put("nobody", 1), "NOT_FOUND", "USER_NOT_FOUND")
    with checks.check("DeleteExemption ends one, and says when there is none"):
        for name in ("asleep-00000", "asleep-00001"):
            operator("Cleanup/DeleteExemption", user=stubs.UserRef(username=name))
        equal(len(viewer("Cleanup/ListExemptions").exemptions), 0)
        refused(lambda: operator("Cleanup/DeleteExemption",
                                 user=stubs.UserRef(username="asleep-00000")),
                "NOT_FOUND", "EXEMPTION_NOT_FOUND")
