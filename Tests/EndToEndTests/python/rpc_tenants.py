"""The service Tenants: tenants and tokens."""

import people
from api import Caller, refused
from checks import equal, true


def run(world, checks):
    tenants(world, checks)
    paging(world, checks)
    tokens(world, checks)
    fleet_tokens(world, checks)


def tenants(world, checks):
    fleet = world.fleet
    with checks.check("CreateTenant answers the tenant, and a repeat the same one"):
        first = fleet("Tenants/CreateTenant", name="acme", display_name="Acme", request_id="one")
        true(first.id and first.etag and first.create_time.seconds, "fields are empty")
        equal((first.name, first.display_name), ("acme", "Acme"))
        again = fleet("Tenants/CreateTenant", name="acme", display_name="Acme", request_id="one")
        equal(again, first)
    with checks.check("A request_id that comes with another body is refused"):
        refused(lambda: fleet("Tenants/CreateTenant", name="acme2", request_id="one"),
                "ALREADY_EXISTS", "REQUEST_ID_REUSED")
        refused(lambda: fleet("Tenants/GetTenant", name="acme2"), "NOT_FOUND", "TENANT_NOT_FOUND")
    with checks.check("CreateTenant names every bad field at once"):
        refused(lambda: fleet("Tenants/CreateTenant", name="No Name", display_name="x" * 300),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["name", "display_name"])
        refused(lambda: fleet("Tenants/CreateTenant", name="long", request_id="x" * 129),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["request_id"])
    with checks.check("A tenant's name is taken once"):
        refused(lambda: fleet("Tenants/CreateTenant", name="acme"), "ALREADY_EXISTS",
                "TENANT_EXISTS")
    with checks.check("GetTenant reads a tenant, and says when there is none"):
        equal(fleet("Tenants/GetTenant", name="acme"), first)
        refused(lambda: fleet("Tenants/GetTenant", name="nobody"), "NOT_FOUND",
                "TENANT_NOT_FOUND")
    with checks.check("DeleteTenant takes the current etag, and deletes for good"):
        gone = fleet("Tenants/CreateTenant", name="gone")
        for etag in ("", "stale"):
            refused(lambda: fleet("Tenants/DeleteTenant", name="gone", etag=etag), "ABORTED",
                    "STALE_ETAG")
        fleet("Tenants/DeleteTenant", name="gone", etag=gone.etag, request_id="end")
        fleet("Tenants/DeleteTenant", name="gone", etag=gone.etag, request_id="end")
        refused(lambda: fleet("Tenants/GetTenant", name="gone"), "NOT_FOUND", "TENANT_NOT_FOUND")
        true(fleet("Tenants/CreateTenant", name="gone").id != gone.id, "the id came again")


def paging(world, checks):
    fleet = world.fleet
    for name in ("page-a", "page-b", "page-c"):
        fleet("Tenants/CreateTenant", name=name)
    with checks.check("ListTenants pages through all tenants by name"):
        names, token, pages = [], "", 0
        while True:
            page = fleet("Tenants/ListTenants", page_size=2, page_token=token)
            names += [tenant.name for tenant in page.tenants]
            pages += 1
            token = page.next_page_token
            true(len(page.tenants) <= 2, "a page is too long")
            if not token:
                break
        equal(names, sorted(names))
        equal(len(names), page.total_size, "total_size")
        true(pages >= 3 and {"acme", "page-a", "page-b", "page-c"} <= set(names), names)
    with checks.check("Page sizes out of range and foreign page tokens are refused"):
        for size in (-1, 1001):
            refused(lambda: fleet("Tenants/ListTenants", page_size=size), "INVALID_ARGUMENT",
                    "INVALID_REQUEST", ["page_size"])
        refused(lambda: fleet("Tenants/ListTenants", page_token="nonsense"), "INVALID_ARGUMENT",
                "INVALID_PAGE_TOKEN", ["page_token"])
    with checks.check("A call of the fleet takes no dormouse-tenant"):
        inside = Caller(world.api, fleet.token, "acme")
        refused(lambda: inside("Tenants/ListTenants"), "INVALID_ARGUMENT",
                "INVALID_TENANT_HEADER")


def tokens(world, checks):
    callers = world.tenant("keys")
    admin, viewer = callers["admin"], callers["viewer"]
    roles = world.stubs.Role
    with checks.check("IssueToken shows the secret once, and not to a repeat"):
        first = admin("Tenants/IssueToken", name="extra", role=roles.VIEWER, request_id="k1")
        true(first.secret.startswith("dm1."), "the secret has another form")
        again = admin("Tenants/IssueToken", name="extra", role=roles.VIEWER, request_id="k1")
        equal((again.token, again.secret), (first.token, ""))
    with checks.check("IssueToken names every bad field at once"):
        request = world.stubs.IssueTokenRequest(name="", role=roles.FLEET)
        people.stamp(request.expire_time, 1)
        refused(lambda: admin("Tenants/IssueToken", request), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["name", "role", "expire_time"])
        refused(lambda: admin("Tenants/IssueToken", name="x"), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["role"])
    with checks.check("A token works until it is revoked"):
        extra = Caller(world.api, first.secret, "keys")
        extra("Directories/ListDirectories")
        revoked = admin("Tenants/RevokeToken", id=first.token.id)
        true(revoked.revoke_time.seconds > 0, "there is no revoke_time")
        refused(lambda: extra("Directories/ListDirectories"), "UNAUTHENTICATED",
                "UNAUTHENTICATED")
    with checks.check("RevokeToken of an unknown token is NOT_FOUND"):
        refused(lambda: admin("Tenants/RevokeToken", id="0" * 32), "NOT_FOUND", "TOKEN_NOT_FOUND")
    with checks.check("ListTokens shows every token, oldest first, without secrets"):
        names, token = [], ""
        while True:
            page = admin("Tenants/ListTokens", page_size=2, page_token=token)
            names += [each.name for each in page.tokens]
            token = page.next_page_token
            if not token:
                break
        equal(names, ["keys-viewer", "keys-reporter", "keys-operator", "keys-admin", "extra"])
        used = {each.name: each for each in admin("Tenants/ListTokens").tokens}
        true(used["keys-admin"].last_used_time.seconds > 0, "the last use is missing")
    with checks.check("Tokens take the role admin"):
        for path in ("Tenants/ListTokens", "Tenants/IssueToken", "Tenants/RevokeToken"):
            refused(lambda: viewer(path), "PERMISSION_DENIED", "PERMISSION_DENIED")


def fleet_tokens(world, checks):
    with checks.check("Fleet tokens are issued and revoked without dormouse-tenant"):
        issued = world.fleet("Tenants/IssueToken", name="second", role=world.stubs.Role.FLEET)
        second = Caller(world.api, issued.secret)
        true(len(second("Tenants/ListTokens").tokens) == 2, "not two fleet tokens")
        second("Tenants/RevokeToken", id=issued.token.id)
        refused(lambda: second("Tenants/ListTenants"), "UNAUTHENTICATED", "UNAUTHENTICATED")
        refused(lambda: world.fleet("Tenants/IssueToken", name="x", role=world.stubs.Role.ADMIN),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["role"])
