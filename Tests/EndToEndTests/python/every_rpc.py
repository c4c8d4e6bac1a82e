"""Calls every RPC as a stock client does, good and bad.

every_rpc.py CHECKOUT ADDRESS FLEET_TOKEN_FILE
"""

import pathlib
import sys

import rpc_cleanup
import rpc_directories
import rpc_runs
import rpc_tenants
import rpc_wire
from api import Api, Caller, refused
from checks import Checks, equal
from stubs import Stubs

# Written in the protos for stock clients, and left out of the server.
NOT_SERVED = {"Health/Watch"}


class World:
    """What the checks share: stubs, callers of one tenant by role, and the fleet's."""

    def __init__(self, checkout, address, fleet_token):
        self.stubs = Stubs(checkout)
        self.api = Api(self.stubs, address)
        self.address = address
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
        for name in ("", "dormouse.v1.Cleanup", "dormouse.v1.Directories", "dormouse.v1.Tenants"):
            equal(world.nobody("Health/Check", service=name).status, 1, name)
    with checks.check("Health/Check of an unknown service is NOT_FOUND"):
        refused(lambda: world.nobody("Health/Check", service="nope"), "NOT_FOUND",
                "SERVICE_NOT_FOUND")
    with checks.check("Methods that the server leaves out are UNIMPLEMENTED"):
        for path in NOT_SERVED:
            refused(lambda: world.nobody(path), "UNIMPLEMENTED", "")


def guard(world, checks):
    with checks.check("Every RPC of the descriptor set was called with success and with an error"):
        missing = []
        for path in sorted(set(world.stubs.methods) - NOT_SERVED):
            ends = world.api.ends[path]
            if "OK" not in ends:
                missing.append(f"{path} never succeeded")
            if not ends - {"OK"}:
                missing.append(f"{path} was never refused")
        equal(missing, [], "missing calls")


def main(checkout, address, token_file):
    checks = Checks()
    world = World(checkout, address, pathlib.Path(token_file).read_text().strip())
    health(world, checks)
    for part in (rpc_tenants, rpc_directories, rpc_cleanup, rpc_runs, rpc_wire):
        try:
            part.run(world, checks)
        except Exception as error:  # What the checks of a part build on failed.
            with checks.check(f"The checks of {part.__name__} come to their end"):
                raise error
    guard(world, checks)
    checks.finish()


if __name__ == "__main__":
    main(*sys.argv[1:])
