"""The service Cleanup: runs and logs."""

import csv
import io
import json

import grpc

import people
from api import Api, Caller, refused
from checks import equal, true
from rpc_cleanup import mask, number

# Enough that a run is still at work when the next call comes.
CROWD = 20_000


def run(world, checks):
    callers = world.tenant("runner")
    stubs = world.stubs
    callers["operator"].import_users(
        people.crowd(stubs, 30, prefix="asleep") + people.crowd(stubs, 10, 1, prefix="awake"))
    callers["admin"]("Cleanup/Configure", policy=stubs.Policy(
        action=stubs.Action.DEACTIVATE, inactive_after_days=180))
    before_any(world, checks, callers)
    analysis = refusals(world, checks, callers)
    ended = whole_run(world, checks, callers, analysis)
    logs(world, checks, callers, ended)
    undo(world, checks, callers, ended)
    under_way(world, checks)


def before_any(world, checks, callers):
    with checks.check("Before the first run there is no log"):
        equal(callers["viewer"]("Cleanup/ListLogs").total_size, 0)
        for path in ("GetLog", "ListOutcomes", "ExportLog"):
            fields = {"format": 1} if path == "ExportLog" else {}
            refused(lambda: callers["viewer"](f"Cleanup/{path}", **fields), "NOT_FOUND",
                    "RUN_NOT_FOUND")


def refusals(world, checks, callers):
    operator, admin, stubs = callers["operator"], callers["admin"], world.stubs

    def order(analysis, caller=operator, **fields):
        fields.setdefault("confirm_candidate_count", analysis.candidate_count)
        return caller("Cleanup/Run", analysis_id=analysis.id, **fields)

    def analyze(caller=operator, **fields):
        return caller("Cleanup/Analyze", **fields)[-1].analysis

    analysis = analyze()
    with checks.check("A run over the safety limit is refused, and touches nobody"):
        equal(analysis.safety.allowed, False)
        refused(lambda: order(analysis), "FAILED_PRECONDITION", "SAFETY_LIMIT_EXCEEDED")
        equal(len(callers["viewer"]("Directories/ListUsers", active=2).users), 0)
    with checks.check("Overriding the limit takes the role admin"):
        refused(lambda: order(analysis, override_limits="because"), "PERMISSION_DENIED",
                "PERMISSION_DENIED")
        would = order(analysis, admin, override_limits="because", validate_only=True)
        equal((would.override_limits, would.candidate_count), ("because", 30))
    with checks.check("A run names its analysis and the count that was seen"):
        refused(lambda: operator("Cleanup/Run"), "INVALID_ARGUMENT", "INVALID_REQUEST",
                ["analysis_id"])
        refused(lambda: operator("Cleanup/Run", analysis_id="nope"), "NOT_FOUND",
                "ANALYSIS_NOT_FOUND")
        refused(lambda: order(analysis, confirm_candidate_count=29), "FAILED_PRECONDITION",
                "CANDIDATE_COUNT_MISMATCH")
    with checks.check("An analysis of another moment, or of another tenant, cannot be run"):
        request = stubs.AnalyzeRequest()
        people.stamp(request.as_of_time, 1)
        past = operator("Cleanup/Analyze", request)[-1].analysis
        refused(lambda: order(past), "FAILED_PRECONDITION", "ANALYSIS_NOT_RUNNABLE")
        other = world.tenant("elsewhere")
        other["admin"]("Cleanup/Configure", policy=stubs.Policy(
            action=stubs.Action.DEACTIVATE, inactive_after_days=1))
        refused(lambda: order(analyze(other["operator"])), "NOT_FOUND", "ANALYSIS_NOT_FOUND")
    with checks.check("An analysis of an earlier policy is stale"):
        admin("Cleanup/Configure", update_mask=mask("safety_limits.max_percent"),
              policy=stubs.Policy(safety_limits=stubs.SafetyLimits(max_percent=number(75))))
        refused(lambda: order(analysis), "FAILED_PRECONDITION", "ANALYSIS_STALE")
    with checks.check("A run takes the role operator"):
        for path in ("Run", "WatchRun", "CancelRun", "UndoRun"):
            refused(lambda: callers["viewer"](f"Cleanup/{path}"), "PERMISSION_DENIED",
                    "PERMISSION_DENIED")
    return analyze()


def whole_run(world, checks, callers, analysis):
    operator, viewer, stubs = callers["operator"], callers["viewer"], world.stubs
    order = stubs.RunRequest(analysis_id=analysis.id, confirm_candidate_count=30,
                             request_id="r1")
    with checks.check("Run answers at once, and a repeated order is the same run"):
        started = operator("Cleanup/Run", order)
        equal(operator("Cleanup/Run", order).id, started.id)
        equal((started.kind, started.trigger, started.candidate_count, started.started_by),
              (stubs.RunKind.CLEANUP, stubs.RunTrigger.MANUAL, 30, "runner-operator"))
    with checks.check("WatchRun tells every outcome from the start, in order, and the end last"):
        events = operator("Cleanup/WatchRun", run_id=started.id, from_sequence=1)
        outcomes = [event.outcome for event in events if event.HasField("outcome")]
        equal([outcome.sequence for outcome in outcomes], list(range(1, 31)))
        ended = events[-1].run
        equal((ended.state, ended.counts.done, ended.log_file.split("/")[-1]),
              (stubs.RunState.COMPLETED, 30, f"{started.id}.jsonl"))
        later = operator("Cleanup/WatchRun", run_id=started.id, from_sequence=28)
        equal([e.outcome.sequence for e in later if e.HasField("outcome")], [28, 29, 30])
        equal(len(operator("Cleanup/WatchRun")), 1)
    with checks.check("A run acted on its candidates and nobody else"):
        closed = viewer("Directories/ListUsers", active=2, page_size=1000).users
        equal(sorted(user.username for user in closed), [f"asleep-{n:05}" for n in range(30)])
        user = viewer("Directories/GetUser", user=stubs.UserRef(username="asleep-00007"))
        equal([(hold.effect, hold.wakeable, hold.run_id) for hold in user.holds],
              [("DEACTIVATE", True, started.id)])
    with checks.check("A run that has ended cannot be cancelled"):
        refused(lambda: operator("Cleanup/CancelRun", run_id=started.id), "FAILED_PRECONDITION",
                "RUN_ENDED")
    with checks.check("Unknown runs are NOT_FOUND, and a negative sequence is refused"):
        for path in ("WatchRun", "CancelRun", "UndoRun"):
            refused(lambda: operator(f"Cleanup/{path}", run_id="nope"), "NOT_FOUND",
                    "RUN_NOT_FOUND")
        refused(lambda: operator("Cleanup/WatchRun", run_id=started.id, from_sequence=-1),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["from_sequence"])
    return ended


def logs(world, checks, callers, ended):
    viewer, stubs = callers["viewer"], world.stubs
    with checks.check("ListLogs and GetLog show the run"):
        page = viewer("Cleanup/ListLogs")
        equal(([run.id for run in page.runs], page.total_size), ([ended.id], 1))
        equal(viewer("Cleanup/GetLog", run_id=ended.id), ended)
        equal(viewer("Cleanup/GetLog"), ended)
        refused(lambda: viewer("Cleanup/ListLogs", page_size=1001), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["page_size"])
        refused(lambda: viewer("Cleanup/GetLog", run_id="nope"), "NOT_FOUND", "RUN_NOT_FOUND")
    with checks.check("ListOutcomes pages, and filters by result and text"):
        seen, token = [], ""
        while True:
            page = viewer("Cleanup/ListOutcomes", run_id=ended.id, page_size=8, page_token=token)
            seen += [outcome.sequence for outcome in page.outcomes]
            token = page.next_page_token
            if not token:
                break
        equal(seen, list(range(1, 31)))
        found = lambda **f: len(viewer("Cleanup/ListOutcomes", run_id=ended.id, **f).outcomes)
        equal((found(result=stubs.OutcomeResult.FAILED), found(text="ASLEEP-0000")), (0, 10))
        refused(lambda: viewer("Cleanup/ListOutcomes", run_id="nope"), "NOT_FOUND",
                "RUN_NOT_FOUND")
    with checks.check("ExportLog streams all outcomes as CSV and as JSON Lines"):
        def export(form):
            pieces = viewer("Cleanup/ExportLog", run_id=ended.id, format=form)
            return b"".join(piece.data for piece in pieces).decode()
        rows = list(csv.DictReader(io.StringIO(export(stubs.ExportFormat.CSV))))
        equal([row["sequence"] for row in rows], [str(n) for n in range(1, 31)])
        lines = [json.loads(line) for line in
                 export(stubs.ExportFormat.JSON_LINES).splitlines()]
        equal([line["sequence"] for line in lines], list(range(1, 31)))
        equal({line["result"] for line in lines}, {"DONE"})
        equal([row["username"] for row in rows], [line["username"] for line in lines])
    with checks.check("ExportLog wants a format and a run"):
        refused(lambda: viewer("Cleanup/ExportLog", run_id=ended.id), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["format"])
        refused(lambda: viewer("Cleanup/ExportLog", run_id="nope", format=1), "NOT_FOUND",
                "RUN_NOT_FOUND")


def undo(world, checks, callers, ended):
    operator, viewer, stubs = callers["operator"], callers["viewer"], world.stubs

    def act(action, name):
        operator("Cleanup/ManualAction", users=[stubs.UserRef(username=name)], action=action,
                 reason="test")

    act(stubs.ManualActionKind.RESTORE, "asleep-00003")
    act(stubs.ManualActionKind.DEACTIVATE, "asleep-00004")
    with checks.check("UndoRun wants a run that has ended, and validate_only starts nothing"):
        refused(lambda: operator("Cleanup/UndoRun"), "INVALID_ARGUMENT", "INVALID_REQUEST",
                ["run_id"])
        would = operator("Cleanup/UndoRun", run_id=ended.id, validate_only=True)
        equal((would.kind, would.undoes_run_id, would.candidate_count),
              (stubs.RunKind.UNDO, ended.id, 30))
        equal(viewer("Cleanup/ListLogs").total_size, 1)
    request = stubs.UndoRunRequest(run_id=ended.id, request_id="u1")
    started = operator("Cleanup/UndoRun", request)
    equal(operator("Cleanup/UndoRun", request).id, started.id)
    undone = operator.end_of(started.id)
    with checks.check("UndoRun gives back what the run took, and skips whom somebody changed"):
        counts = undone.counts
        equal((counts.done, counts.skipped, counts.failed, counts.manual), (28, 2, 0, 0))
        outcomes = viewer("Cleanup/ListOutcomes", run_id=undone.id, page_size=100).outcomes
        equal({o.username: o.reason for o in outcomes if o.reason},
              {"asleep-00003": "CHANGED_SINCE", "asleep-00004": "CHANGED_SINCE"})
        equal({o.effect for o in outcomes}, {"REACTIVATE"})
        closed = viewer("Directories/ListUsers", active=2, page_size=100).users
        equal([user.username for user in closed], ["asleep-00004"])
    with checks.check("Whoever was given back is kept for a full period, and the log shows the undo"):
        verdict = viewer("Cleanup/ExplainUser", user=stubs.UserRef(username="asleep-00007"))
        equal(verdict.verdict.reason, stubs.Reason.RECENTLY_REACTIVATED)
        runs = viewer("Cleanup/ListLogs").runs
        equal([(run.kind, run.undoes_run_id) for run in runs],
              [(stubs.RunKind.UNDO, ended.id), (stubs.RunKind.CLEANUP, "")])
    with checks.check("An undo cannot be undone, and a second one of the run finds nothing left"):
        refused(lambda: operator("Cleanup/UndoRun", run_id=undone.id), "FAILED_PRECONDITION",
                "RUN_NOT_UNDOABLE")
        again = operator.end_of(operator("Cleanup/UndoRun", run_id=ended.id).id)
        equal((again.counts.done, again.counts.skipped), (0, 30))


def under_way(world, checks):
    """What happens while a run is at work: on its own channel, since its stream is broken off."""
    callers = world.tenant("crowded")
    operator, stubs = callers["operator"], world.stubs
    operator.import_users(people.crowd(stubs, CROWD), batch=1000)
    callers["admin"]("Cleanup/Configure", policy=stubs.Policy(
        action=stubs.Action.REMOVE_FROM_GROUP, group="members", inactive_after_days=180,
        safety_limits=stubs.SafetyLimits(max_percent=number(100))))
    analysis = operator("Cleanup/Analyze")[-1].analysis
    order = stubs.RunRequest(analysis_id=analysis.id, confirm_candidate_count=CROWD)
    started = operator("Cleanup/Run", order)
    with checks.check("A second run while one is at work is refused"):
        refused(lambda: operator("Cleanup/Run", order), "FAILED_PRECONDITION", "RUN_IN_PROGRESS")
    with checks.check("A watcher may leave, and the server goes on"):
        watcher = Caller(Api(stubs, world.address), operator.token, operator.tenant)
        stream = watcher.start("Cleanup/WatchRun", stubs.WatchRunRequest(
            run_id=started.id, from_sequence=1))
        true(next(stream).HasField("outcome"), "the first event is no outcome")
        stream.cancel()
        equal(stream.code(), grpc.StatusCode.CANCELLED)
        equal(watcher("Cleanup/GetLog", run_id=started.id).id, started.id)
        watcher.api.close()
    with checks.check("CancelRun stops between two users, and everybody has one outcome"):
        cancelled = operator("Cleanup/CancelRun", run_id=started.id, request_id="x1")
        equal(cancelled.cancelled_by, "crowded-operator")
        equal(operator("Cleanup/CancelRun", run_id=started.id, request_id="x1"), cancelled)
        ended = operator.end_of(started.id)
        counts = ended.counts
        equal((ended.state, counts.done + counts.skipped), (stubs.RunState.CANCELLED, CROWD))
        true(counts.done > 0 and counts.skipped > 0, f"done {counts.done}, all or nothing")
        members = operator("Directories/ListGroups").groups[0].member_count
        equal(members, counts.skipped, "who is still a member")
    with checks.check("An analysis whose deadline passes stops, and is not stored"):
        refused(lambda: operator("Cleanup/Analyze", timeout=0.03), "DEADLINE_EXCEEDED", "")
        equal(operator("Cleanup/ListVerdicts", page_size=1).analysis_id, analysis.id)
        true(operator("Cleanup/Analyze")[-1].analysis.id != analysis.id, "no new analysis")
