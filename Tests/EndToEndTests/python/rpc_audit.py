"""The service Cleanup: the audit, and seats over time."""

import time

import people
from api import Caller, refused
from chain import hash_of
from checks import equal, true
from rpc_cleanup import mask
from rpc_logins import login

ROLES = {1: "viewer", 2: "reporter", 3: "operator", 4: "admin", 5: "fleet"}


def run(world, checks):
    callers = world.tenant("audited")
    fill(world, callers)
    listed(world, checks, callers)
    chain(world, checks, callers)
    fleet(world, checks, callers)
    licences(world, checks, callers)


def fill(world, callers):
    stubs, admin = world.stubs, callers["admin"]
    admin.import_users(people.crowd(stubs, 4) + [people.user(stubs, "awake", 1)])
    for days in (90, 180):
        admin("Cleanup/Configure", update_mask=mask("action", "inactive_after_days"),
              policy=stubs.Policy(action=stubs.Action.DEACTIVATE, inactive_after_days=days))
    callers["operator"]("Cleanup/ManualAction", action=stubs.ManualActionKind.DEACTIVATE,
                        reason="left", users=[stubs.UserRef(username="user-00003")])
    analysis = admin("Cleanup/Analyze")[-1].analysis
    started = admin("Cleanup/Run", analysis_id=analysis.id, override_limits="test",
                    confirm_candidate_count=analysis.candidate_count)
    admin.end_of(started.id)
    callers["reporter"]("Logins/ReportLogin", login(stubs, "user-00000"))


def everything(caller, page_size=1000, **filters):
    events, token = [], ""
    while True:
        page = caller("Cleanup/ListAuditEvents", page_size=page_size, page_token=token, **filters)
        events += page.events
        token = page.next_page_token
        if not token:
            return events


def listed(world, checks, callers):
    admin, stubs = callers["admin"], world.stubs
    events = everything(admin)
    with checks.check("ListAuditEvents tells everything, newest first, and pages without loss"):
        equal([event.sequence for event in events], list(range(len(events), 0, -1)))
        equal(everything(admin, page_size=2), events)
        actions = {event.action for event in events}
        true({"users.imported", "policy.configured", "user.deactivate", "analysis.made",
              "run.started", "run.ended", "login.woke", "token.issued"} <= actions, f"{actions}")
    with checks.check("Events say who, from where, and what was there before and after"):
        second = next(event for event in events if event.action == "policy.configured")
        true('"inactiveAfterDays":90' in second.before, second.before)
        true('"inactiveAfterDays":180' in second.after, second.after)
        equal((second.actor.token_name, second.actor.role), ("audited-admin", 4))
        imported = next(event for event in events if event.action == "users.imported")
        true('"userCount":0' in imported.before and '"addedCount":5' in imported.after, f"{imported}")
        for event in events:
            if event.action != "run.ended":
                true(event.actor.address, f"{event.action} came from nowhere")
        ran = [event for event in events if '"because":"run/' in event.after]
        equal(len(ran), 3)
        equal({event.actor.token_name for event in ran}, {"audited-admin"})
        equal({event.before for event in ran}, {'{"active":"true"}'})
    with checks.check("ListAuditEvents finds by kind, actor, user and time"):
        only = lambda **filters: [event.action for event in everything(admin, **filters)]
        equal(only(kind="policy"), ["policy.configured"] * 2)
        equal(only(kind="policy.configured"), ["policy.configured"] * 2)
        equal(set(only(kind="user")), {"user.deactivate"})
        equal(only(actor="audited-operator"), ["user.deactivate"])
        equal(only(actor="audited-reporter"), ["login.woke"])
        user = stubs.UserRef(directory="users", external_id="id-user-00000")
        equal(only(user=user), ["login.woke", "user.deactivate"])
        soon = stubs.ListAuditEventsRequest()
        soon.start_time.FromSeconds(int(time.time()) + 60)
        equal(len(admin("Cleanup/ListAuditEvents", soon).events), 0)
        past = stubs.ListAuditEventsRequest(page_size=1000)
        past.end_time.FromSeconds(int(time.time()) + 60)
        equal(list(admin("Cleanup/ListAuditEvents", past).events), events)
    with checks.check("ListAuditEvents names every bad field at once, and takes admin"):
        wrong = stubs.ListAuditEventsRequest(
            kind="x" * 257, actor="x" * 257, user=stubs.UserRef(username="user-00000"))
        wrong.start_time.FromSeconds(5)
        wrong.end_time.FromSeconds(5)
        refused(lambda: admin("Cleanup/ListAuditEvents", wrong), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["kind", "actor", "user", "end_time"])
        refused(lambda: admin("Cleanup/ListAuditEvents", page_size=1001), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["page_size"])
        refused(lambda: callers["operator"]("Cleanup/ListAuditEvents"), "PERMISSION_DENIED",
                "PERMISSION_DENIED")
        token = admin("Cleanup/ListAuditEvents", page_size=1).next_page_token
        refused(lambda: admin("Cleanup/ListAuditEvents", page_token=token, kind="policy"),
                "INVALID_ARGUMENT", "INVALID_PAGE_TOKEN", ["page_token"])


def chain(world, checks, callers):
    admin, stubs = callers["admin"], world.stubs
    with checks.check("Every hash can be made again from what ListAuditEvents answers"):
        head = b"\0" * 32
        for event in reversed(everything(admin)):
            actor = event.actor
            who = [None] * 4 if not event.HasField("actor") else [
                actor.token_id, actor.token_name, ROLES[actor.role], actor.address]
            stamp = event.time.ToNanoseconds() // 1000
            head = hash_of(head, event.sequence, stamp,
                           who + [event.action, event.subject, event.before, event.after])
            equal(event.hash, head.hex(), event.sequence)
        equal(admin("Cleanup/VerifyAudit").head.hash, head.hex())
    with checks.check("VerifyAudit tells that all holds, and goes through a head that was noted"):
        proof = admin("Cleanup/VerifyAudit")
        true(not proof.HasField("first_break"), f"{proof}")
        equal(proof.event_count, proof.head.sequence)
        admin("Cleanup/Analyze")
        later = admin("Cleanup/VerifyAudit", expected_head=proof.head)
        true(not later.HasField("first_break"), f"{later}")
        equal(later.event_count, proof.event_count + 1)
    with checks.check("VerifyAudit finds a head that the chain does not go through"):
        for sequence, first in ((proof.head.sequence, proof.head.sequence),
                                (later.head.sequence + 1, later.head.sequence + 1), (0, 0)):
            answer = admin("Cleanup/VerifyAudit", expected_head=stubs.AuditHead(
                sequence=sequence, hash="0f" * 32))
            equal(answer.first_break.kind, stubs.AuditBreakKind.NOT_EXPECTED)
            equal(answer.first_break.sequence, first)
    with checks.check("VerifyAudit refuses what is no head, and takes admin"):
        for head, field in ((stubs.AuditHead(sequence=1, hash="x"), "expected_head.hash"),
                            (stubs.AuditHead(sequence=-1, hash="00" * 32),
                             "expected_head.sequence")):
            refused(lambda: admin("Cleanup/VerifyAudit", expected_head=head), "INVALID_ARGUMENT",
                    "INVALID_REQUEST", [field])
        refused(lambda: callers["viewer"]("Cleanup/VerifyAudit"), "PERMISSION_DENIED",
                "PERMISSION_DENIED")


def fleet(world, checks, callers):
    with checks.check("With a fleet token and no tenant the audit is the fleet's own"):
        events = everything(world.fleet, kind="tenant")
        true(any('"name":"audited"' in event.after for event in events), "no tenant.created")
        true({event.action for event in events} >= {"tenant.created"}, "no tenants")
        proof = world.fleet("Cleanup/VerifyAudit")
        true(not proof.HasField("first_break") and proof.event_count > 0, f"{proof}")
        inside = Caller(world.api, world.fleet.token, "audited")
        equal(everything(inside, kind="tenant"), [])
        own = Caller(world.api, callers["admin"].token)
        refused(lambda: own("Cleanup/ListAuditEvents"), "PERMISSION_DENIED", "PERMISSION_DENIED")
        refused(lambda: own("Cleanup/VerifyAudit"), "PERMISSION_DENIED", "PERMISSION_DENIED")
    with checks.check("No event holds a secret"):
        secrets = [world.fleet.token.split(".")[3]] + [
            caller.token.split(".")[3] for caller in callers.values()]
        for events in (everything(world.fleet), everything(callers["admin"])):
            for event in events:
                shown = event.before + event.after + event.subject
                true(not any(secret in shown for secret in secrets), event.action)


def licences(world, checks, callers):
    viewer, admin, stubs = callers["viewer"], callers["admin"], world.stubs
    with checks.check("GetLicenceHistory tells what was held, freed and restored"):
        history = viewer("Cleanup/GetLicenceHistory")
        today = history.days[-1]
        equal(sum(day.freed_count for day in history.days), 4)
        equal((history.freed_count, history.restored_count), (4, 1))
        equal((today.held_count, today.free_count), (2, 3))
        true(history.days[0].measured, "the first day has no count")
        true(not history.HasField("price") and history.saved_minor_units == 0, "a saving")
    with checks.check("SetSeatPrice stores a price, by its etag, and the history has the saving"):
        price = stubs.SeatPrice(minor_units_per_month=36500, currency="NOK")
        checked = admin("Cleanup/SetSeatPrice", price=price, validate_only=True)
        equal(checked.currency, "NOK")
        true(not viewer("Cleanup/GetLicenceHistory").HasField("price"), "it was stored")
        stored = admin("Cleanup/SetSeatPrice", price=price, request_id="price")
        equal(admin("Cleanup/SetSeatPrice", price=price, request_id="price"), stored)
        equal(stored.updated_by, "audited-admin")
        history = viewer("Cleanup/GetLicenceHistory", days=1)
        equal(history.price, stored)
        equal(history.saved_minor_units, 3 * 1200)
        refused(lambda: admin("Cleanup/SetSeatPrice", price=price, etag="stale"), "ABORTED",
                "STALE_ETAG")
        stored.minor_units_per_month = 100
        changed = admin("Cleanup/SetSeatPrice", price=stored)
        refused(lambda: admin("Cleanup/SetSeatPrice", price=stored), "ABORTED", "STALE_ETAG")
        gone = admin("Cleanup/SetSeatPrice", price=stubs.SeatPrice(etag=changed.etag))
        equal((gone.minor_units_per_month, gone.currency), (0, ""))
        true(not viewer("Cleanup/GetLicenceHistory").HasField("price"), "it is still there")
        events = everything(admin, kind="seat_price")
        equal(len(events), 3)
        true('"minorUnitsPerMonth":"36500"' in events[1].before, events[1].before)
    with checks.check("GetLicenceHistory and SetSeatPrice name every bad field, and their roles"):
        for days in (-1, 401):
            refused(lambda: viewer("Cleanup/GetLicenceHistory", days=days), "INVALID_ARGUMENT",
                    "INVALID_REQUEST", ["days"])
        equal(len(viewer("Cleanup/GetLicenceHistory", days=400).days) >= 1, True)
        wrong = stubs.SeatPrice(minor_units_per_month=-1, currency="kr")
        refused(lambda: admin("Cleanup/SetSeatPrice", price=wrong), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["price.minor_units_per_month", "price.currency"])
        refused(lambda: admin("Cleanup/SetSeatPrice"), "INVALID_ARGUMENT", "INVALID_REQUEST",
                ["price"])
        refused(lambda: callers["operator"]("Cleanup/SetSeatPrice", price=price),
                "PERMISSION_DENIED", "PERMISSION_DENIED")
