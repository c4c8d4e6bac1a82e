"""Asks the server to stop while calls and a run are at work.

drain.py CHECKOUT SERVER_PROGRAM FOLDER
"""

import sys
import threading

import grpc

import people
from api import Api, Refused, import_steps
from checks import Checks, equal, true
from crash import Tenant, until
from server import Server, Snapshot, Watch
from stubs import Stubs


class Held:
    """Steps of an import; the last of them waits for a release."""

    def __init__(self, steps):
        self._steps = list(steps)
        self.released = threading.Event()

    def __iter__(self):
        yield from self._steps[:-1]
        self.released.wait(60)
        yield self._steps[-1]


def refused_connection(caller):
    """True once a new connection is refused."""
    try:
        caller("Directories/ListUsers", timeout=5)
    except Refused as error:
        return True if error.code == "UNAVAILABLE" else None
    return None


def open_call(checks, server, stubs):
    tenant = Tenant(server, stubs, "drain")
    caller, late = tenant.caller(), tenant.caller()
    steps = Held(import_steps(stubs, people.crowd(stubs, 1000)))
    call = caller.start("Directories/ImportUsers", iter(steps), timeout=60)
    health = Api(stubs, server.address)
    states = health.start("Health/Watch", stubs.HealthCheckRequest(), timeout=60)
    equal(next(states).status, 1)
    watch = Watch(tenant.database)
    until(lambda: watch.value("SELECT user_items FROM imports") or None, "the import")
    watch.close()
    with checks.check("A call that is open at SIGTERM is let end, and others are refused"):
        ends = []
        stopping = threading.Thread(target=lambda: ends.append(server.stop()))
        stopping.start()
        until(lambda: refused_connection(late), "the refusal")
        true(not ends, "the server did not wait for the call")
        equal(next(states).status, 2, "what a watcher of health is told")
        try:
            next(states)
            raise AssertionError("the watch of health goes on")
        except grpc.RpcError as error:
            equal(error.code(), grpc.StatusCode.UNAVAILABLE, "status")
        steps.released.set()
        equal(call.result().user_count, 1000)
        stopping.join(60)
        equal(ends, [0], "exit status")
    health.close()
    caller.api.close()
    late.api.close()
    server.start()
    with checks.check("What the open call did is there after the restart"):
        caller = tenant.caller()
        equal(caller("Directories/GetDirectory", name="users").user_count, 1000)
        caller.api.close()


def open_run(checks, server, stubs):
    tenant = Tenant(server, stubs, "running")
    run_id = tenant.start_run(stubs.Action.DEACTIVATE, "")
    watcher = tenant.caller()
    events = watcher.start(
        "Cleanup/WatchRun", stubs.WatchRunRequest(run_id=run_id), timeout=60)
    next(events)
    with checks.check("A run that is at work at SIGTERM stops in the middle"):
        equal(server.stop(), 0, "exit status")
    with checks.check("Its watchers are told that the service stops"):
        try:
            for event in events:
                true(not event.HasField("run"), "the run had ended")
            raise AssertionError("the stream ended as if the run had")
        except grpc.RpcError as error:
            equal(error.code(), grpc.StatusCode.UNAVAILABLE, "status")
            true("watch the run again" in error.details(), error.details())
    watcher.api.close()
    with checks.check("What it did by then is on disk"):
        with Snapshot(tenant.database) as copy:
            done = copy.value("SELECT count(*) FROM outcomes")
            equal(copy.rows("SELECT state FROM runs"), [("running",)])
    server.start()
    with checks.check("After the restart the run goes on to its end"):
        caller = tenant.caller()
        run = caller.end_of(run_id)
        equal((run.state, run.counts.done), (stubs.RunState.COMPLETED, run.candidate_count))
        true(done < run.candidate_count, "the run had ended before")
        caller.api.close()
    equal(server.stop(), 0, "exit status")


def main(checkout, program, folder):
    checks = Checks()
    stubs = Stubs(checkout)
    server = Server(program, folder)
    open_call(checks, server, stubs)
    open_run(checks, server, stubs)
    checks.finish()


if __name__ == "__main__":
    main(*sys.argv[1:])
