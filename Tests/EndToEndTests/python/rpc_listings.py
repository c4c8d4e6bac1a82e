"""Listings that hold runs, and directories whose logins are observed."""

import people
from api import refused
from checks import equal, true
from rpc_logins import login


def run(world, checks):
    callers = world.tenant("listings")
    held_runs(world, checks, callers)
    observed(world, checks, callers)


def held_runs(world, checks, callers):
    stubs, admin, operator, viewer = (
        world.stubs, callers["admin"], callers["operator"], callers["viewer"])
    admin("Cleanup/Configure", policy=stubs.Policy(
        action=stubs.Action.DEACTIVATE, inactive_after_days=180))
    awake = people.crowd(stubs, 900, 1, prefix="awake")
    operator.import_users(people.crowd(stubs, 100) + awake)
    with checks.check("ReleaseHeldRun is refused while nothing is held"):
        refused(lambda: admin("Cleanup/ReleaseHeldRun", reason="x"), "FAILED_PRECONDITION",
                "RUNS_NOT_HELD")
    with checks.check("A listing that lost 40 per cent holds runs, and every answer says so"):
        held = operator.import_users(people.crowd(stubs, 60) + awake[:540]).held_listing
        equal((held.directory, held.accepted.user_count, held.listing.user_count,
               held.max_percent), ("users", 1000, 600, 25))
        true("600 users where 1000 were" in held.explanation, held.explanation)
        directory = viewer("Directories/GetDirectory", name="users")
        equal(directory.held_listing, held)
        analysis = operator("Cleanup/Analyze")[-1].analysis
        equal((analysis.candidate_count, list(analysis.held_listings)), (60, [held]))
        refused(lambda: operator(
            "Cleanup/Run", analysis_id=analysis.id, confirm_candidate_count=60),
            "FAILED_PRECONDITION", "RUNS_HELD")
        refused(lambda: admin(
            "Cleanup/Run", analysis_id=analysis.id, confirm_candidate_count=60,
            override_limits="x", validate_only=True), "FAILED_PRECONDITION", "RUNS_HELD")
    with checks.check("ReleaseHeldRun takes admin, names every bad field, and lets runs go"):
        refused(lambda: operator("Cleanup/ReleaseHeldRun", reason="x"), "PERMISSION_DENIED",
                "PERMISSION_DENIED")
        refused(lambda: admin("Cleanup/ReleaseHeldRun", etag="x"), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["reason", "directory"])
        refused(lambda: admin("Cleanup/ReleaseHeldRun", reason="x", directory="users", etag="x"),
                "ABORTED", "STALE_ETAG")
        answer = admin("Cleanup/ReleaseHeldRun", reason="they left", directory="users",
                       etag=held.etag, request_id="r1")
        equal(list(answer.released_listings), [held])
        equal(admin("Cleanup/ReleaseHeldRun", reason="they left", directory="users",
                    etag=held.etag, request_id="r1"), answer)
        run = operator("Cleanup/Run", analysis_id=analysis.id, confirm_candidate_count=60)
        equal(operator.end_of(run.id).counts.done, 60)


def observed(world, checks, callers):
    stubs, admin, viewer = world.stubs, callers["admin"], callers["viewer"]
    source = stubs.ActivitySource
    with checks.check("A directory whose logins are observed is silent until one is reported"):
        put = admin("Directories/PutDirectory", directory=stubs.Directory(
            name="users", activity_source=source.OBSERVED))
        equal((put.activity_source, put.observation.state, put.capabilities.report_activity),
              (source.OBSERVED, stubs.Observation.SILENT, False))
        admin("Logins/ReportLogin", login(stubs, "awake-00000"))
        found = viewer("Directories/GetDirectory", name="users").observation
        equal(found.state, stubs.Observation.OBSERVING)
        equal(found.until_time.seconds - found.baseline_time.seconds, 180 * 86_400)
        explained = viewer("Cleanup/ExplainUser", user=stubs.UserRef(username="awake-00000"))
        equal((explained.observation, explained.verdict.reason), (found, stubs.Reason.ACTIVE))
        analysis = callers["operator"]("Cleanup/Analyze")[-1].analysis
        equal(analysis.directory_counts[0].observation, found)
        equal(list(viewer("Cleanup/Forecast").observations), [found])
    with checks.check("An unknown source of activity is refused with its field"):
        refused(lambda: admin("Directories/PutDirectory", directory=stubs.Directory(
            name="users", activity_source=9)), "INVALID_ARGUMENT", "INVALID_REQUEST",
            ["directory.activity_source"])
