"""Kills the server in the middle of runs and imports, and checks what is on disk in the end.

crash.py CHECKOUT SERVER_PROGRAM FOLDER [SEED]
"""

import fcntl
import random
import sys
import threading
import time

import people
from api import Api, Caller, import_steps
from checks import Checks, equal, true
from journal import check_run
from rpc_cleanup import number
from server import Server, Snapshot, Watch
from stubs import Stubs

# Users of a run, kills of one run, and runs: twenty kills in all.
USERS = 5_000
KILLS_PER_RUN = 5
KILLS_PER_UNDO = 2
RUNS = 4
# Of all kills, so many must fall strictly between the first outcome and the last.
LEAST_KILLS_IN_THE_MIDDLE = 15
# Users that no run may touch.
AWAKE = 200
# Users of an import that is killed.
IMPORTED = 20_000
# Users of a listing that is replaced by a third of it, and kills around that.
SWAPPED = 3_000
SWAP_KILLS = 8


class Tenant:
    """A tenant with a run ahead of it."""

    def __init__(self, server, stubs, name):
        self.server, self.stubs, self.name = server, stubs, name
        fleet = Caller(Api(stubs, server.address), server.fleet_token)
        self.id = fleet("Tenants/CreateTenant", name=name).id
        fleet.api.close()

    @property
    def database(self):
        return self.server.database(self.id)

    def caller(self):
        """A caller of the server as it runs now."""
        return Caller(
            Api(self.stubs, self.server.address), self.server.fleet_token, self.name)

    def start_run(self, action, group):
        """Imports, configures, analyses and starts the run; its id."""
        caller, stubs = self.caller(), self.stubs
        caller.import_users(
            people.crowd(stubs, USERS, groups=("members", "staff"))
            + people.crowd(stubs, AWAKE, 1, prefix="awake"), batch=1000)
        caller("Cleanup/Configure", policy=stubs.Policy(
            action=action, group=group, inactive_after_days=180,
            safety_limits=stubs.SafetyLimits(max_percent=number(100))))
        analysis = caller("Cleanup/Analyze")[-1].analysis
        equal(analysis.candidate_count, USERS, "candidates")
        run = caller("Cleanup/Run", analysis_id=analysis.id, confirm_candidate_count=USERS)
        caller.api.close()
        return run.id


def until(condition, what, seconds=60):
    """Looks again and again until the condition holds; its value."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (value := condition()) is not None:
            return value
        time.sleep(0.0005)
    raise AssertionError(f"{what} never came")


def kill_within(tenant, target):
    """Kills the server once the run has so many outcomes; how many are on disk then."""
    watch = Watch(tenant.database)
    reached = lambda: True if watch.value("SELECT count(*) FROM outcomes") >= target else None
    until(reached, f"outcome {target}")
    watch.close()
    tenant.server.kill()
    with Snapshot(tenant.database) as copy:
        return copy.value("SELECT count(*) FROM outcomes")


def targets(random_numbers):
    """When to kill: outcomes spread over the run, each in a stretch of its own."""
    stretch = USERS // (KILLS_PER_RUN + 1)
    return [
        stretch * index + random_numbers.randrange(1, stretch // 2)
        for index in range(KILLS_PER_RUN)]


def killed_run(checks, server, stubs, index, random_numbers):
    """A run that is killed again and again; how many outcomes each kill left."""
    remove = index % 2 == 1
    name = f"crash-{index}"
    tenant = Tenant(server, stubs, name)
    run_id = tenant.start_run(*(
        (stubs.Action.REMOVE_FROM_GROUP, "members") if remove
        else (stubs.Action.DEACTIVATE, "")))
    left = []
    for target in targets(random_numbers):
        left.append(kill_within(tenant, target))
        server.start()
    print(f"       {name}: outcomes at each kill {left}", flush=True)
    with checks.check(f"{name}: every outcome that was on disk stayed, run after run"):
        equal(left, sorted(left), "outcomes at each kill")
    with checks.check(f"{name}: the run goes on by itself to its end"):
        caller = tenant.caller()
        run = caller.end_of(run_id)
        equal((run.state, run.candidate_count), (stubs.RunState.COMPLETED, USERS))
        caller.api.close()
    with Snapshot(tenant.database) as copy:
        check_run(checks, name, copy, run, server.log_file(run), USERS, AWAKE)
    killed_undo(checks, tenant, run_id, targets(random_numbers)[:KILLS_PER_UNDO])
    return left


def killed_undo(checks, tenant, run_id, kills):
    """Takes a run back while the server is killed; everybody is as before, and nobody twice."""
    caller = tenant.caller()
    undo_id = caller("Cleanup/UndoRun", run_id=run_id).id
    caller.api.close()
    for target in kills:
        kill_within(tenant, USERS + target)
        tenant.server.start()
    caller = tenant.caller()
    undo = caller.end_of(undo_id)
    caller.api.close()
    with checks.check(f"{tenant.name}: its undo goes on by itself, and gives everybody back once"):
        equal((undo.state, undo.counts.done), (tenant.stubs.RunState.COMPLETED, USERS))
        with Snapshot(tenant.database) as copy:
            equal(copy.value("SELECT count(*) FROM users WHERE is_active = 0"), 0, "closed")
            equal(copy.value("SELECT count(*) FROM memberships"), 2 * USERS + AWAKE, "members")
            equal(copy.value("SELECT count(*) FROM holds WHERE closed_at IS NULL"), 0, "held")
            equal(copy.value(
                "SELECT count(*) FROM holds WHERE closed_because = 'undone'"), USERS, "undone")
            equal(copy.value(
                "SELECT count(*) FROM users WHERE reactivated_at IS NOT NULL"), USERS, "grace")
            equal(copy.value(
                "SELECT count(DISTINCT user_id) FROM outcomes WHERE result = 'DONE' AND run ="
                " (SELECT number FROM runs WHERE id = ?)", undo_id), USERS, "outcomes")


def locked_run(checks, server, stubs):
    """A run whose tenant cannot be opened at first, because something holds its lock."""
    tenant = Tenant(server, stubs, "locked")
    run_id = tenant.start_run(stubs.Action.DEACTIVATE, "")
    kill_within(tenant, 1)
    with open(tenant.database.parent / "lock", "r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server.start()
        until(lambda: server.logged("run cannot be taken up") or None, "the failed try")
    with checks.check("A run that cannot be taken up at the start is tried again"):
        def ended():
            with Snapshot(tenant.database) as copy:
                return copy.value("SELECT state FROM runs WHERE id = ?", run_id) == "completed"
        until(lambda: ended() or None, "the end of the run")


def killed_import(checks, server, stubs, random_numbers):
    """Imports that are killed: a first one, and one over users who are there."""
    tenant = Tenant(server, stubs, "imports")
    wanted = people.crowd(stubs, IMPORTED, display_name="new", groups=("new-group",))
    for have in (0, 300):
        if have:
            caller = tenant.caller()
            caller.import_users(people.crowd(stubs, have, display_name="old"))
            caller.api.close()
        begin_and_kill(tenant, wanted, random_numbers.randrange(1, IMPORTED // 2))
        server.start()
        caller = tenant.caller()
        with checks.check(f"Of a killed import over {have} users nothing shows"):
            users = caller("Directories/ListUsers", page_size=1000).users
            equal((len(users), {user.display_name for user in users}),
                  (have, {"old"} if have else set()))
            groups = [group.name for group in caller("Directories/ListGroups").groups]
            equal(groups, ["members"] if have else [])
            equal(caller("Directories/GetDirectory", name="users").user_count, have)
        caller.api.close()
    caller = tenant.caller()
    with checks.check("The import that follows is whole, and nothing is left of the broken ones"):
        summary = caller.import_users(wanted, batch=1000)
        equal((summary.user_count, summary.added_count + summary.updated_count),
              (IMPORTED, IMPORTED))
        server.stop()
        with Snapshot(tenant.database) as copy:
            equal(copy.value("PRAGMA integrity_check"), "ok")
            for table in ("imports", "pending_users", "pending_memberships", "pending_edges"):
                equal(copy.value(f"SELECT count(*) FROM {table}"), 0, table)
            equal(copy.value("SELECT count(*) FROM users WHERE vanished_at IS NULL"), IMPORTED)
            equal(copy.value("SELECT count(*) FROM users WHERE display_name <> 'new'"), 0)
            equal(copy.value("SELECT count(*) FROM audit WHERE action = 'users.imported'"), 2)


def killed_swap(checks, server, stubs, random_numbers):
    """A listing that lost most users, killed around its finish: it shows and holds, or neither."""
    tenant = Tenant(server, stubs, "swap")
    whole, broken = people.crowd(stubs, SWAPPED), people.crowd(stubs, SWAPPED // 3)
    caller = tenant.caller()
    caller("Cleanup/Configure", policy=stubs.Policy(
        action=stubs.Action.DEACTIVATE, inactive_after_days=180))
    caller.import_users(whole, batch=1000)
    caller.api.close()
    ends = []
    for kill in range(SWAP_KILLS):
        caller = tenant.caller()
        call = caller.start("Directories/ImportUsers", import_steps(stubs, broken))
        watch = Watch(tenant.database)
        query = "SELECT max(user_items) FROM imports"
        until(lambda: True if watch.value(query) == len(broken) or call.done() else None, "import")
        watch.close()
        time.sleep(random_numbers.uniform(0, 0.02))
        answered = call.done()
        server.kill()
        caller.api.close()
        server.start()
        caller = tenant.caller()
        with checks.check(f"Kill {kill + 1} around a swap leaves a listing with its hold, or neither"):
            directory = caller("Directories/GetDirectory", name="users")
            is_held = directory.HasField("held_listing")
            equal(directory.user_count, len(broken) if is_held else len(whole))
            true(is_held or not answered, "a listing that was answered holds nothing")
            with Snapshot(tenant.database) as copy:
                holds = sum(ends) + is_held
                count = "SELECT count(*) FROM audit WHERE action = ?"
                equal(copy.value(count, "runs.held"), holds, "runs.held")
                # The first import, and a whole one behind each that held.
                equal(copy.value(count, "users.imported"), 1 + holds + sum(ends), "imported")
            analysis = caller("Cleanup/Analyze")[-1].analysis
            equal(len(analysis.held_listings), int(is_held))
        ends.append(is_held)
        if is_held:
            caller.import_users(whole, batch=1000)
        caller.api.close()
    print(f"       swap: holds at each kill {ends}", flush=True)


def begin_and_kill(tenant, users, target):
    """Starts an import and kills the server once so many users are on disk."""
    caller = tenant.caller()
    gate = Stalled(list(import_steps(tenant.stubs, users))[:-1])
    call = caller.start("Directories/ImportUsers", gate)
    watch = Watch(tenant.database)
    query = "SELECT max(user_items) FROM imports"
    until(lambda: True if (watch.value(query) or 0) >= target else None, "the import")
    watch.close()
    tenant.server.kill()
    gate.release()
    true(call.exception() is not None, "the killed import was answered")
    caller.api.close()


class Stalled:
    """Steps of an import whose last, the finish, never comes."""

    def __init__(self, steps):
        self._steps = iter(steps)
        self._released = threading.Event()

    def __iter__(self):
        return self

    def __next__(self):
        step = next(self._steps, None)
        if step is None:
            self._released.wait(60)
            raise StopIteration
        return step

    def release(self):
        self._released.set()


def main(checkout, program, folder, seed=None):
    seed = int(seed) if seed else random.randrange(1 << 32)
    print(f"seed {seed}")
    random_numbers = random.Random(seed)
    checks = Checks()
    stubs = Stubs(checkout)
    server = Server(program, folder)
    left = []
    for index in range(RUNS):
        left += killed_run(checks, server, stubs, index, random_numbers)
    with checks.check(f"Of {len(left)} kills, most fell in the middle of a run"):
        equal(len(left), RUNS * KILLS_PER_RUN)
        middle = sum(0 < outcomes < USERS for outcomes in left)
        true(middle >= LEAST_KILLS_IN_THE_MIDDLE, f"only {middle}")
    locked_run(checks, server, stubs)
    killed_import(checks, server, stubs, random_numbers)
    server.start()
    killed_swap(checks, server, stubs, random_numbers)
    checks.finish()


if __name__ == "__main__":
    main(*sys.argv[1:])
