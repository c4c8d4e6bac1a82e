"""Calls every RPC as a stock client does, good and bad.

every_rpc.py CHECKOUT ADDRESS FLEET_TOKEN_FILE SCIM_URL SCIM_TOKEN
"""

import pathlib
import sys

import rpc_audit
import rpc_cleanup
import rpc_directories
import rpc_listings
import rpc_logins
import rpc_runs
import rpc_schedule
import rpc_tenants
import rpc_wire
from api import Api, Caller, refused
from checks import Checks, equal
from stubs import Stubs

class World:
    """What the checks share: stubs, callers of one tenant by role, and the fleet's."""

    def __init__(self, checkout, address, fleet_token, scim):
        self.stubs = Stubs(checkout)
        self.api = Api(self.stubs, address)
        self.address = address
        self.scim_url, self.scim_token = scim
        self.fleet = Caller(self.api, fleet_token)
        self.nobody = Caller(self.api)

    def tenant(self, name):
        """Creates a tenant; a caller for each of its roles."""
        self.fleet("Tenants/CreateTenant", name=name)
        fleet_in_it = Caller(self.api, self.fleet.token, name)
        callers = {}
        for role in ("VIEWER", "REPORTER", "OPERATOR", "ADMIN"):
            answer = fleet_in_it(
                "Tenants/IssueToken", name=f"{name}-{role.lower()}",
                role=self.stubs.Role.Code.Value(role))
            callers[role.lower()] = Caller(self.api, answer.secret, name)
        return callers


def health(world, checks):
    with checks.check("Health/Check says that the server and each service are serving"):
        for name in ("", "dormouse.v1.Cleanup", "dormouse.v1.Directories", "dormouse.v1.Logins",
                     "dormouse.v1.Tenants"):
            equal(world.nobody("Health/Check", service=name).status, 1, name)
    with checks.check("Health/Check of an unknown service is NOT_FOUND"):
        refused(lambda: world.nobody("Health/Check", service="nope"), "NOT_FOUND",
                "SERVICE_NOT_FOUND")
    with checks.check("Health/Watch tells the state at once, of unknown services too"):
        for name, state in (("", 1), ("dormouse.v1.Cleanup", 1), ("nope", 3)):
            watch = world.nobody.start(
                "Health/Watch", world.stubs.HealthCheckRequest(service=name))
            equal(next(watch).status, state, name)
            watch.cancel()
        # A watch has no end of its own but that of its caller or of the server.
        world.api.ends["Health/Watch"].add("OK")
        refused(lambda: world.nobody("Health/Watch", timeout=0.5), "DEADLINE_EXCEEDED", "")


def guard(world, checks):
    with checks.check("Every RPC of the descriptor set was called with success and with an error"):
        missing = []
        for path in sorted(world.stubs.methods):
            ends = world.api.ends[path]
            if "OK" not in ends:
                missing.append(f"{path} never succeeded")
            if not ends - {"OK"}:
                missing.append(f"{path} was never refused")
        equal(missing, [], "missing calls")


def main(checkout, address, token_file, *scim):
    checks = Checks()
    world = World(checkout, address, pathlib.Path(token_file).read_text().strip(), scim)
    health(world, checks)
    for part in (rpc_tenants, rpc_directories, rpc_cleanup, rpc_runs, rpc_schedule, rpc_logins,
                 rpc_audit, rpc_listings, rpc_wire):
        try:
            part.run(world, checks)
        except Exception as error:  # What the checks of a part build on failed.
            with checks.check(f"The checks of {part.__name__} come to their end"):
                raise error
    guard(world, checks)
    checks.finish()


if __name__ == "__main__":
    main(*sys.argv[1:])
