"""Kills the server while logins come in: all that were acknowledged are on disk, and did what they said.

login_crash.py CHECKOUT SERVER_PROGRAM FOLDER [SEED]
"""

import random
import sys
import threading
import time

import people
from chain import check_chain
from checks import Checks, equal, true
from crash import Tenant
from rpc_cleanup import number
from rpc_logins import login
from server import Server, Snapshot
from stubs import Stubs

# Users asleep, streams of logins at once, and kills.
USERS = 3_000
STREAMS = 4
KILLS = 5


def asleep(tenant, stubs):
    caller = tenant.caller()
    caller.import_users(people.crowd(stubs, USERS), batch=1000)
    caller("Cleanup/Configure", policy=stubs.Policy(
        action=stubs.Action.DEACTIVATE, inactive_after_days=180,
        safety_limits=stubs.SafetyLimits(max_percent=number(100))))
    analysis = caller("Cleanup/Analyze")[-1].analysis
    run = caller("Cleanup/Run", analysis_id=analysis.id, confirm_candidate_count=USERS)
    equal(caller.end_of(run.id).counts.done, USERS)
    caller.api.close()


class Stream(threading.Thread):
    """Tells of logins until the server is gone; what was acknowledged."""

    def __init__(self, tenant, stubs, names):
        super().__init__()
        self._caller, self._stubs, self._names = tenant.caller(), stubs, names
        self.acknowledged = []

    def run(self):
        requests = (login(self._stubs, name) for name in self._names)
        try:
            for answer in self._caller.start("Logins/ReportLogins", requests):
                self.acknowledged.append((answer.login.username, answer.login.outcome))
        except Exception:  # The server was killed, which is what this is about.
            pass
        self._caller.api.close()


def main(checkout, program, folder, seed=None):
    seed = int(seed) if seed else random.randrange(1 << 32)
    print(f"seed {seed}")
    numbers = random.Random(seed)
    checks, stubs = Checks(), Stubs(checkout)
    server = Server(program, folder)
    tenant = Tenant(server, stubs, "returns")
    asleep(tenant, stubs)
    left = [f"user-{index:05}" for index in range(USERS)]
    numbers.shuffle(left)
    woken = set()
    in_the_middle = 0
    for kill in range(KILLS):
        part = len(left) // (KILLS - kill)
        names, left = left[:part], left[part:]
        streams = [Stream(tenant, stubs, names[index::STREAMS]) for index in range(STREAMS)]
        for stream in streams:
            stream.start()
        target = numbers.randrange(1, part // 2)
        while sum(len(stream.acknowledged) for stream in streams) < target:
            threading.Event().wait(0.001)
        server.kill()
        for stream in streams:
            stream.join()
        done = [answer for stream in streams for answer in stream.acknowledged]
        in_the_middle += len(done) < part
        woken |= {name for name, _ in done}
        with checks.check(f"Kill {kill}: all {len(done)} acknowledged logins are on disk"):
            equal({outcome for _, outcome in done}, {stubs.LoginOutcome.WOKEN})
            with Snapshot(tenant.database) as copy:
                equal(copy.value("PRAGMA integrity_check"), "ok")
                open_accounts = {row[0] for row in copy.rows(
                    "SELECT u.username FROM users u JOIN signals s ON s.user_id = u.id"
                    " WHERE u.is_active AND s.kind = 1")}
                equal(woken - open_accounts, set(), "acknowledged and not on disk")
                # Effect, hold and audit are there together or not at all.
                held = {row[0] for row in copy.rows(
                    "SELECT u.username FROM users u JOIN holds h ON h.user_id = u.id"
                    " WHERE h.closed_at IS NULL")}
                equal(held & open_accounts, set(), "held and open")
                equal(len(held) + len(open_accounts), USERS, "held or open")
                equal(copy.value("SELECT count(*) FROM audit WHERE action = 'login.woke'"),
                      len(open_accounts), "audited")
                equal(copy.value("SELECT sum(restored) FROM licence_days"),
                      len(open_accounts), "seats restored")
                check_chain(checks, f"Kill {kill}", copy)
        server.start()
    with checks.check("Most kills fell in the middle"):
        true(in_the_middle >= KILLS - 1, f"only {in_the_middle}")
    with checks.check("Telling again of what was lost wakes the rest, and does nothing twice"):
        caller = tenant.caller()
        names = [f"user-{index:05}" for index in range(USERS)]
        answers = caller("Logins/ReportLogins", (login(stubs, name) for name in names), timeout=60)
        true(all(answer.login.active for answer in answers), "somebody is still closed")
        caller.api.close()
        with Snapshot(tenant.database) as copy:
            equal(copy.value("SELECT count(*) FROM audit WHERE action = 'login.woke'"), USERS)
    stopping(checks, server, tenant, stubs)
    checks.finish()


def stopping(checks, server, tenant, stubs):
    """A server that is asked to stop waits for no stream of logins that its client leaves open."""
    caller, gate = tenant.caller(), threading.Event()

    def requests():
        yield login(stubs, "user-00000")
        gate.wait(60)

    call = caller.start("Logins/ReportLogins", requests(), timeout=60)
    with checks.check("A stream that is open when the server stops is ended, and soon"):
        equal(next(call).login.username, "user-00000")
        start = time.monotonic()
        equal(server.stop(), 0, "exit status")
        true(time.monotonic() - start < 10, "the server waited for the stream")
        equal(call.code().name, "UNAVAILABLE")
    gate.set()
    caller.api.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
