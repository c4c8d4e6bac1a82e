"""Calls every RPC of a tenant with every wrong token and every wrong tenant.

isolation.py CHECKOUT ADDRESS FLEET_TOKEN_FILE
"""

import pathlib
import re
import sys
import threading
import time

from api import Api, Caller, Refused
from checks import Checks, equal, true
from relay import Relay
from stubs import Stubs
from tenant_data import ROLES, TenantData

# The server lets an address fail this often in a minute, less one for a margin.
FAILURES_PER_ADDRESS = 19

# What a tenant's own admin gets who asks with ids of another tenant: the first request of each.
FOREIGN_IDS = {
    "Cleanup/Configure": "STALE_ETAG",
    "Cleanup/ListVerdicts": "ANALYSIS_NOT_FOUND",
    "Cleanup/ExplainUser": "USER_NOT_FOUND",
    "Cleanup/ManualAction": "INVALID_REQUEST",
    "Cleanup/PutExemption": "USER_NOT_FOUND",
    "Cleanup/DeleteExemption": "USER_NOT_FOUND",
    "Cleanup/Run": "ANALYSIS_NOT_FOUND",
    "Cleanup/WatchRun": "RUN_NOT_FOUND",
    "Cleanup/CancelRun": "RUN_NOT_FOUND",
    "Cleanup/UndoRun": "RUN_NOT_FOUND",
    "Cleanup/ReleaseHeldRun": "DIRECTORY_NOT_FOUND",
    "Cleanup/Schedule": "STALE_ETAG",
    "Cleanup/SetSeatPrice": "STALE_ETAG",
    "Cleanup/GetLog": "RUN_NOT_FOUND",
    "Cleanup/ListOutcomes": "RUN_NOT_FOUND",
    "Cleanup/ExportLog": "RUN_NOT_FOUND",
    "Directories/PutDirectory": "STALE_ETAG",
    "Directories/DeleteDirectory": "STALE_ETAG",
    "Directories/TestDirectory": "DIRECTORY_NOT_FOUND",
    "Directories/SyncDirectory": "DIRECTORY_NOT_FOUND",
    "Logins/ConfigureProvisioning": "STALE_ETAG",
    "Directories/GetUser": "USER_NOT_FOUND",
    "Tenants/RevokeToken": "TOKEN_NOT_FOUND",
}


class Stranger:
    """Calls from an address that changes before it has failed too often."""

    def __init__(self, stubs, server):
        self._stubs = stubs
        self._relay = Relay(server)
        self._failures = 0
        self._api = Api(stubs, self._relay.address)

    def call(self, path, request, token, tenant):
        """The reply of a call: its reason, and every byte of it."""
        if self._failures >= FAILURES_PER_ADDRESS:
            self._api.close()
            self._relay.move()
            self._api = Api(self._stubs, self._relay.address)
            self._failures = 0
        request = iter(request) if isinstance(request, list) else request
        try:
            answer = self._api.call(path, request, Caller(None, token, tenant).metadata)
        except Refused as error:
            self._failures += error.code == "UNAUTHENTICATED"
            return error.reason, (error.code, error.message, error.trailers)
        messages = answer if isinstance(answer, list) else [answer]
        return "OK", tuple(message.SerializeToString() for message in messages) \
            + (self._api.trailers,)


def shows_nothing(reply, request, victim):
    """Fails when a reply holds a secret of the victim that the request did not bring along."""
    steps = request if isinstance(request, list) else [request]
    brought = b"".join(step.SerializeToString() for step in steps)
    found = repr(reply)
    for secret in victim.secrets():
        if secret.encode() not in brought:
            true(secret not in found, f"{secret!r} of {victim.name} shows in {found[:2000]}")


def least_roles(checkout):
    """The table of Protos/README.md: the least role of each RPC."""
    text = (pathlib.Path(checkout) / "Protos" / "README.md").read_text()
    return dict(re.findall(r"^\| `(\w+/\w+)` \| (\w+)", text, re.MULTILINE))


def wrong_credentials(victim, other):
    """Every token and tenant that must not let anybody in to the victim."""
    found = {f"the other tenant's {role}": (other.tokens[role], victim.name) for role in ROLES}
    for what, token in victim.wrong_tokens.items():
        found[f"a token {what}"] = (token, victim.name)
    mixed = other.tokens["admin"].split(".")[1]
    found["a token under the other tenant's id"] = (
        ".".join(["dm1", mixed, *victim.tokens["admin"].split(".")[2:]]), victim.name)
    for name in ("not-there", "", victim.name.upper(), victim.id, "../x"):
        found[f"the other tenant's admin at {name!r}"] = (other.tokens["admin"], name)
    return found


def detector(checks, victim):
    """A guard that cannot see would find nothing: the victim itself is shown its secrets."""
    with checks.check(f"What {victim.name} itself is answered holds its secrets"):
        for path in ("Directories/ListUsers", "Tenants/ListTokens", "Cleanup/ListLogs",
                     "Cleanup/GetPolicy", "Cleanup/ListExemptions", "Directories/ListGroups",
                     "Cleanup/ListAuditEvents"):
            found = repr(victim.admin(path).SerializeToString())
            true(any(secret in found for secret in victim.secrets()), f"{path} has none")


def from_outside(checks, stranger, victim, other):
    requests = victim.requests()
    answers = set()
    for path, variants in requests.items():
        with checks.check(f"{path} of {victim.name} shows nothing to any wrong token or tenant"):
            for what, (token, tenant) in wrong_credentials(victim, other).items():
                reason, reply = stranger.call(path, variants[0], token, tenant)
                equal(reason, "UNAUTHENTICATED", what)
                shows_nothing(reply, variants[0], victim)
                answers.add(reply)
            reason, reply = stranger.call(path, variants[0], None, victim.name)
            equal(reason, "INVALID_AUTHORIZATION_HEADER", "without a token")
            shows_nothing(reply, variants[0], victim)
    with checks.check(f"Every wrong token and wrong tenant gets the same answer ({victim.name})"):
        equal(len(answers), 1, f"different answers {answers}")


def from_inside(checks, stranger, victim, other):
    for path, variants in victim.requests().items():
        with checks.check(f"{path} with ids of {victim.name} shows nothing to {other.name}"):
            for number, request in enumerate(variants):
                reason, reply = stranger.call(path, request, other.tokens["admin"], other.name)
                shows_nothing(reply, request, victim)
                if number == 0 and path in FOREIGN_IDS:
                    equal(reason, FOREIGN_IDS[path])
                elif getattr(request, "page_token", ""):
                    equal(reason, "INVALID_PAGE_TOKEN")
                elif path == "Cleanup/ManualAction":
                    equal(reason, "ANALYSIS_NOT_FOUND")
                else:
                    equal(reason, "OK")


def of_the_fleet(checks, stranger, victim, other):
    for path, (request,) in victim.fleet_requests().items():
        with checks.check(f"{path} tells nobody but the fleet of {victim.name}"):
            for role in ROLES:
                for tenant, expected in ((None, "PERMISSION_DENIED"),
                                         (victim.name, "INVALID_TENANT_HEADER"),
                                         (other.name, "INVALID_TENANT_HEADER")):
                    reason, reply = stranger.call(path, request, other.tokens[role], tenant)
                    equal(reason, expected, role)
                    shows_nothing(reply, request, victim)
            for what in ("of a wrong secret", "of the fleet's form", "malformed"):
                reason, reply = stranger.call(path, request, victim.wrong_tokens[what], None)
                equal(reason, "UNAUTHENTICATED", what)
                shows_nothing(reply, request, victim)


def roles_too_low(checks, stranger, roles, tenant):
    rank = {"reporter": -1, "viewer": 0, "operator": 1, "admin": 2, "fleet": 3}
    for path, variants in {**tenant.requests(), **tenant.fleet_requests()}.items():
        least = roles[path]
        with checks.check(f"{path} takes the role {least}"):
            name = None if least == "fleet" else tenant.name
            for role in ROLES:
                # Only who is set over a whole tenant does what a reporter does.
                is_low = rank[role] < rank[least] or (
                    least == "reporter" and role in ("viewer", "operator"))
                if is_low:
                    reason, _ = stranger.call(path, variants[0], tenant.tokens[role], name)
                    equal(reason, "PERMISSION_DENIED", role)


def main(checkout, address, token_file):
    checks = Checks()
    stubs = Stubs(checkout)
    api = Api(stubs, address)
    fleet = Caller(api, pathlib.Path(token_file).read_text().strip())
    pair = [TenantData(api, fleet, "alpha", "zebra"), TenantData(api, fleet, "beta", "quagga")]
    stranger = Stranger(stubs, address)
    with checks.check("Every RPC of the descriptor set is tried"):
        tried = {*pair[0].requests(), *pair[0].fleet_requests()}
        equal({path for path in stubs.methods if not path.startswith("Health/")}, tried)
    before = [tenant.state() for tenant in pair]
    # The short-lived tokens must be over before they count as expired.
    threading.Event().wait(max(0, max(t.expired_after for t in pair) - time.time()))
    roles = least_roles(checkout)
    for victim, other in (pair, pair[::-1]):
        detector(checks, victim)
        from_outside(checks, stranger, victim, other)
        of_the_fleet(checks, stranger, victim, other)
        roles_too_low(checks, stranger, roles, victim)
    with checks.check("Nothing of either tenant changed"):
        for tenant, state in zip(pair, before):
            equal(tenant.state(), state, tenant.name)
    for victim, other in (pair, pair[::-1]):
        from_inside(checks, stranger, victim, other)
    checks.finish()


if __name__ == "__main__":
    main(*sys.argv[1:])
