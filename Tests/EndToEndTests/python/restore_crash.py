"""Kills the server at every stage of a restore; there is the old tenant or the new one.

restore_crash.py CHECKOUT SERVER_PROGRAM FOLDER
"""

import sys
import threading
import time

import people
from api import Api, Caller, Refused
from checks import Checks, equal, true
from rpc_tenants import restore_steps
from server import Server
from stubs import Stubs

# Users of the backup, and of the tenant that it is restored over.
BACKED_UP = 30_000
LIVE = 300
KILLS = 20


class Killed:
    """A tenant that is restored again and again while its server is killed."""

    def __init__(self, server, stubs):
        self.server, self.stubs = server, stubs
        fleet = self.fleet()
        fleet("Tenants/CreateTenant", name="source")
        self.inside("source").import_users(people.crowd(stubs, BACKED_UP), batch=1000)
        parts = fleet("Tenants/BackupTenant", name="source", timeout=60)
        self.backup = b"".join(part.chunk for part in parts[1:-1])
        fleet("Tenants/CreateTenant", name="target")
        self.fill()

    def fleet(self):
        return Caller(Api(self.stubs, self.server.address), self.server.fleet_token)

    def inside(self, name):
        return Caller(Api(self.stubs, self.server.address), self.server.fleet_token, name)

    def fill(self):
        self.inside("target").import_users(people.crowd(self.stubs, LIVE))

    def etag(self):
        return self.fleet()("Tenants/GetTenant", name="target").etag

    def restore(self, etag):
        """Restores over the tenant as it was with the etag; whether the answer came."""
        try:
            self.fleet()("Tenants/RestoreTenant",
                  restore_steps(self.stubs, self.backup, "target", etag), timeout=60)
            return True
        except Refused:
            return False

    def users(self):
        return self.inside("target")("Directories/GetDirectory", name="users").user_count

    def folders(self):
        return sorted(path.name for path in (self.server.folder / "tenants").iterdir())


def killed_after(tenant, seconds):
    """Kills the server so long after a restore began; whether its answer came, and the users then."""
    answers = []
    # Read before: a kill must find the restore, not what comes ahead of it.
    etag = tenant.etag()
    thread = threading.Thread(target=lambda: answers.append(tenant.restore(etag)))
    thread.start()
    time.sleep(seconds)
    tenant.server.kill()
    thread.join()
    tenant.server.start()
    return answers[0], tenant.users()


def main(checkout, program, folder):
    checks = Checks()
    stubs = Stubs(checkout)
    server = Server(program, folder)
    tenant = Killed(server, stubs)
    start = time.monotonic()
    true(tenant.restore(tenant.etag()), "the first restore fails")
    whole = time.monotonic() - start
    found = []
    for index in range(KILLS):
        tenant.fill()
        answered, users = killed_after(tenant, whole * (index + 0.5) / KILLS * 2.5)
        found.append(users)
        with checks.check(f"Kill {index + 1}: the tenant is the old one or the new one, and works"):
            true(users in (LIVE, BACKED_UP), f"{users} users")
            true(not answered or users == BACKED_UP, "an acknowledged restore is lost")
            equal(len(tenant.folders()), 2, "folders")
            equal(list((server.folder / "transfers").iterdir()), [], "transfers")
            tenant.inside("target").import_users(people.crowd(stubs, 5, prefix="later"), mode=2)
            equal(tenant.users(), users + 5)
    print(f"       users after each kill {found}, a restore takes {whole:.2f} s", flush=True)
    with checks.check("Kills fell before the change and after it"):
        equal(set(found), {LIVE, BACKED_UP})
    server.stop()
    checks.finish()


if __name__ == "__main__":
    main(*sys.argv[1:])
