"""Observes the logins of a directory for 120 days, which lie in the past when the server sees them.

observation.py CHECKOUT SERVER_PROGRAM FOLDER
"""

import contextlib
import sqlite3
import sys

import people
from api import Api, Caller
from checks import Checks, equal, true
from rpc_cleanup import number
from rpc_logins import login
from server import Server
from stubs import Stubs

THRESHOLD = 90
DAYS = 120
# Days ago on which nobody logged in: fewer than end an observation.
SILENT = range(50, 56)


def move_back(database, days):
    """Lets the directory be observed, and its users be known, since so many days ago."""
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        shift = days * people.DAY * 1_000_000
        connection.execute("UPDATE directories SET observed_since = observed_since - ?", (shift,))
        connection.execute("UPDATE users SET first_seen_at = first_seen_at - ?", (shift,))


def report(admin, stubs, name, days_ago):
    admin("Logins/ReportLogin", login(stubs, name, seconds=-days_ago * people.DAY))


def main(checkout, program, folder):
    checks, stubs = Checks(), Stubs(checkout)
    server = Server(program, folder)
    tenant = Caller(Api(stubs, server.address), server.fleet_token)("Tenants/CreateTenant", name="t")

    def caller():
        return Caller(Api(stubs, server.address), server.fleet_token, "t")

    admin = caller()
    users = [people.user(stubs, name, "unknown") for name in ("daily", "once", "never")]
    # An empty column says of everybody that there never was a login; it means nothing here.
    users.append(people.user(stubs, "empty", None))
    admin.import_users(users)
    admin("Cleanup/Configure", policy=stubs.Policy(
        action=stubs.Action.DEACTIVATE, inactive_after_days=THRESHOLD,
        never_logged_in=stubs.NeverLoggedIn(rule=stubs.NeverLoggedIn.CLEAN, clean_after_days=1),
        safety_limits=stubs.SafetyLimits(max_percent=number(100))))
    admin("Directories/PutDirectory", directory=stubs.Directory(
        name="users", activity_source=stubs.ActivitySource.OBSERVED))
    admin.api.close()
    server.stop()
    move_back(server.database(tenant.id), 200)
    server.start()
    admin = caller()

    def state():
        return admin("Directories/GetDirectory", name="users").observation.state

    def candidates():
        analysis = admin("Cleanup/Analyze")[-1].analysis
        verdicts = admin("Cleanup/ListVerdicts", analysis_id=analysis.id,
                         decision=stubs.Decision.CANDIDATE).verdicts
        return analysis, {verdict.username: verdict for verdict in verdicts}

    with checks.check("200 days without a gateway put nobody to sleep"):
        equal(state(), stubs.Observation.SILENT)
        equal(candidates()[1], {})
    with checks.check("89 days of logins are not enough for 90"):
        for days_ago in range(THRESHOLD - 1, -1, -1):
            if days_ago not in SILENT:
                report(admin, stubs, "daily", days_ago)
        equal(state(), stubs.Observation.OBSERVING)
        equal(candidates()[1], {})
    with checks.check("120 days are, and the baseline stands behind each verdict"):
        for days_ago in range(DAYS, THRESHOLD - 1, -1):
            report(admin, stubs, "daily", days_ago)
        report(admin, stubs, "once", 100)
        equal(state(), stubs.Observation.MATURE)
        analysis, found = candidates()
        equal(set(found), {"once", "never", "empty"})
        baseline = analysis.directory_counts[0].observation.baseline_time
        for name in ("never", "empty"):
            equal((found[name].fact_time, found[name].rule), (baseline, "users"), name)
            true("No login observed" in found[name].explanation, found[name].explanation)
        equal(found["once"].last_activity.state, stubs.LastActivity.KNOWN)
    with checks.check("A run takes them, and a login wakes who comes back"):
        run = admin("Cleanup/Run", analysis_id=analysis.id, confirm_candidate_count=3)
        equal(admin.end_of(run.id).counts.done, 3)
        answer = admin("Logins/ReportLogin", login(stubs, "never"))
        equal(answer.outcome, stubs.LoginOutcome.WOKEN)
        equal(admin("Directories/GetUser", user=stubs.UserRef(username="daily")).active, True)
    admin.api.close()
    server.stop()
    checks.finish()


if __name__ == "__main__":
    main(*sys.argv[1:])
