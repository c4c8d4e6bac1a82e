"""The service Tenants: tenants and tokens."""

import hashlib

import people
from api import Caller, refused
from checks import equal, true


def run(world, checks):
    tenants(world, checks)
    paging(world, checks)
    tokens(world, checks)
    fleet_tokens(world, checks)
    fleet_status(world, checks)
    backups(world, checks)


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


def fleet_status(world, checks):
    fleet = world.fleet
    admin = world.tenant("status-a")["admin"]
    world.tenant("status-b")
    stubs = world.stubs
    admin("Cleanup/Configure", policy=stubs.Policy(
        action=stubs.Action.DEACTIVATE, inactive_after_days=30))
    admin("Cleanup/Schedule", schedule=stubs.Schedule(
        enabled=True, days=stubs.DailyRecurrence(every=1)))
    with checks.check("FleetStatus tells of each tenant by name what is set there"):
        first, second = fleet("Tenants/FleetStatus", name_prefix="status-")
        equal((first.tenant.name, second.tenant.name), ("status-a", "status-b"))
        equal((first.policy.inactive_after_days, first.policy.revision), (30, 1))
        true(first.schedule_enabled and first.next_cleanup_time.seconds, "no next cleanup")
        true(not second.HasField("policy") and not second.schedule_enabled, "a tenant has more")
    with checks.check("FleetStatus leaves out who is not asked for, and takes a name's beginning"):
        equal(fleet("Tenants/FleetStatus", name_prefix="status-", only_failed=True,
                    only_overdue=True), [])
        refused(lambda: fleet("Tenants/FleetStatus", name_prefix="x" * 64), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["name_prefix"])


def restore_steps(stubs, content, name, etag="", sha256=None, count=None):
    yield stubs.RestoreTenantRequest(begin=stubs.RestoreBegin(name=name, etag=etag))
    for start in range(0, len(content), 100_000):
        yield stubs.RestoreTenantRequest(chunk=content[start:start + 100_000])
    yield stubs.RestoreTenantRequest(finish=stubs.BackupEnd(
        sha256=hashlib.sha256(content).digest() if sha256 is None else sha256,
        byte_count=len(content) if count is None else count))


def backups(world, checks):
    fleet, stubs = world.fleet, world.stubs
    admin = world.tenant("kept")["admin"]
    admin.import_users(people.crowd(stubs, 50))
    with checks.check("BackupTenant answers a header, the file and its checksum"):
        parts = fleet("Tenants/BackupTenant", name="kept")
        header, end = parts[0].header, parts[-1].end
        content = b"".join(part.chunk for part in parts[1:-1])
        equal(header.tenant_name, "kept")
        equal((end.byte_count, header.byte_count), (len(content), len(content)))
        equal(end.sha256, hashlib.sha256(content).digest())
        true(content.startswith(b"SQLite format 3\0"), "it is no database")
    with checks.check("BackupTenant of an unknown tenant is NOT_FOUND"):
        refused(lambda: fleet("Tenants/BackupTenant", name="nobody"), "NOT_FOUND",
                "TENANT_NOT_FOUND")
    with checks.check("RestoreTenant makes a tenant that has all that the first has"):
        answer = fleet("Tenants/RestoreTenant", restore_steps(stubs, content, "again"))
        true(answer.created and answer.dropped_token_count == 4, answer)
        again = Caller(world.api, fleet.token, "again")
        equal(again("Directories/ListUsers", page_size=1000).users,
              admin("Directories/ListUsers", page_size=1000).users)
    with checks.check("RestoreTenant never replaces a tenant without its current etag"):
        for etag, code, reason in (("", "ALREADY_EXISTS", "TENANT_EXISTS"),
                                   ("stale", "ABORTED", "STALE_ETAG")):
            refused(lambda: fleet("Tenants/RestoreTenant", restore_steps(
                stubs, content, "kept", etag)), code, reason)
    with checks.check("RestoreTenant refuses what is damaged, cut off or something else"):
        for bad in (dict(sha256=b"x" * 32), dict(count=1)):
            refused(lambda: fleet("Tenants/RestoreTenant", restore_steps(
                stubs, content, "bad", **bad)), "INVALID_ARGUMENT", "BACKUP_REJECTED")
        for bytes_ in (content[:5000], b"nonsense" * 100, b""):
            refused(lambda: fleet("Tenants/RestoreTenant", restore_steps(stubs, bytes_, "bad")),
                    "INVALID_ARGUMENT", "BACKUP_REJECTED")
        refused(lambda: fleet("Tenants/GetTenant", name="bad"), "NOT_FOUND", "TENANT_NOT_FOUND")
