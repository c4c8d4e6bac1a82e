"""The service Logins: telling of logins, one by one and as a stream, and provisioning."""

import time

import people
from api import refused
from checks import equal, true
from rpc_cleanup import mask, number


def run(world, checks):
    callers = world.tenant("returns")
    asleep(world, checks, callers)
    one(world, checks, callers)
    stream(world, checks, callers)
    provisioning(world, checks, callers)
    roles(world, checks, callers)


def login(stubs, name, **fields):
    """A login that the caller vouches for."""
    claims = [stubs.Claim(name=key, values=values)
              for key, values in fields.pop("claims", {}).items()]
    seconds = fields.pop("seconds", None)
    request = stubs.ReportLoginRequest(
        vouched=stubs.VouchedLogin(user=stubs.UserRef(username=name), claims=claims), **fields)
    if seconds is not None:
        request.time.FromSeconds(int(time.time() + seconds))
    return request


def asleep(world, checks, callers):
    """Cleans up a crowd, and blocks one of it by hand."""
    stubs, admin = world.stubs, callers["admin"]
    admin.import_users(people.crowd(stubs, 8) + people.crowd(stubs, 2, 1, prefix="awake"))
    admin("Cleanup/Configure", policy=stubs.Policy(
        action=stubs.Action.DEACTIVATE, inactive_after_days=180,
        safety_limits=stubs.SafetyLimits(max_percent=number(100))))
    analysis = admin("Cleanup/Analyze")[-1].analysis
    started = admin("Cleanup/Run", analysis_id=analysis.id, confirm_candidate_count=8)
    admin.end_of(started.id)
    admin("Cleanup/ManualAction", action=stubs.ManualActionKind.DEACTIVATE, reason="left",
          users=[stubs.UserRef(username="user-00007")])


def one(world, checks, callers):
    stubs, viewer, reporter = world.stubs, callers["viewer"], callers["reporter"]
    outcome, effect, obstacle = stubs.LoginOutcome, stubs.LoginEffect, stubs.LoginObstacle
    with checks.check("ReportLogin wakes whom cleanup put to sleep, once"):
        answer = reporter("Logins/ReportLogin", login(stubs, "USER-00000"))
        equal((answer.outcome, answer.active, answer.user.external_id, answer.username),
              (outcome.WOKEN, True, "id-user-00000", "user-00000"))
        equal([e.code for e in answer.effects], [effect.REACTIVATED])
        user = viewer("Directories/GetUser", user=stubs.UserRef(username="user-00000"))
        equal((user.active, len(user.holds)), (True, 0))
        true(user.reactivated_time.seconds > time.time() - 60, "no new period began")
        equal([(s.kind, s.source) for s in user.signals if s.kind == 1],
              [(1, "returns-reporter")])
        again = reporter("Logins/ReportLogin", login(stubs, "user-00000"))
        equal((again.outcome, list(again.effects)), (outcome.LET_IN, []))
    with checks.check("ReportLogin opens nobody whom a person closed, and says so"):
        answer = reporter("Logins/ReportLogin", login(stubs, "user-00007"))
        equal((answer.outcome, answer.active), (outcome.REFUSED, False))
        equal([o.code for o in answer.obstacles], [obstacle.BLOCKED])
        true(answer.obstacles[0].message, "no sentence for people")
    with checks.check("ReportLogin of a login before the run wakes nobody"):
        answer = reporter("Logins/ReportLogin", login(stubs, "user-00001", seconds=-3600))
        equal([o.code for o in answer.obstacles], [obstacle.LOGIN_TOO_OLD])
    with checks.check("ReportLogin of an unknown user is answered, and creates nobody"):
        answer = reporter("Logins/ReportLogin", login(stubs, "stranger"))
        equal([o.code for o in answer.obstacles], [obstacle.USER_UNKNOWN])
        true(not answer.HasField("user"), "there is a user")
    with checks.check("ReportLogin names every bad field at once"):
        bad = login(stubs, "user-00000", seconds=3600, kind=6, source="x" * 300,
                    claims={"": ["y" * 300]})
        refused(lambda: reporter("Logins/ReportLogin", bad), "INVALID_ARGUMENT",
                "INVALID_REQUEST",
                ["time", "kind", "source", "vouched.claims[0].name",
                 "vouched.claims[0].values[0]"])
        refused(lambda: reporter("Logins/ReportLogin"), "INVALID_ARGUMENT", "INVALID_REQUEST",
                ["proof"])


def stream(world, checks, callers):
    stubs, reporter = world.stubs, callers["reporter"]
    outcome = stubs.LoginOutcome
    with checks.check("ReportLogins answers each login in its turn, and an error is of one"):
        requests = [login(stubs, f"user-0000{number}") for number in (1, 2, 3)]
        requests[1].source = "x" * 300
        requests += [login(stubs, "user-00007"), stubs.ReportLoginRequest(),
                     login(stubs, "user-00002")]
        answers = reporter("Logins/ReportLogins", iter(requests))
        equal([a.login.outcome if a.WhichOneof("answer") == "login" else a.error.reason
               for a in answers],
              [outcome.WOKEN, "INVALID_REQUEST", outcome.WOKEN, outcome.REFUSED,
               "INVALID_REQUEST", outcome.WOKEN])
        equal((answers[1].error.status, [v.field for v in answers[1].error.violations]),
              (3, ["source"]))
    with checks.check("ReportLogins answers while the stream is open"):
        def requests():
            for name in ("user-00004", "user-00005"):
                yield login(stubs, name)
                # The next one is not sent before this one was answered.
                while len(seen) < len(sent) + 1:
                    time.sleep(0.01)
                sent.append(name)
        seen, sent = [], []
        for answer in reporter.start("Logins/ReportLogins", requests()):
            seen.append(answer.login.username)
        equal(seen, ["user-00004", "user-00005"])
    with checks.check("ReportLogins takes thousands at once, and forgets none"):
        names = ["awake-00000", "awake-00001"] * 2500
        answers = reporter("Logins/ReportLogins", (login(stubs, name) for name in names))
        equal([a.login.username for a in answers], names)
    with checks.check("ReportLogins takes a token"):
        refused(lambda: world.nobody("Logins/ReportLogins", iter([])), "UNAUTHENTICATED",
                "INVALID_AUTHORIZATION_HEADER")


def provisioning(world, checks, callers):
    stubs, admin, viewer = world.stubs, callers["admin"], callers["viewer"]
    reporter = callers["reporter"]

    def configure(fields=(), **settings):
        extra = {name: settings.pop(name) for name in ("etag", "validate_only", "request_id")
                 if name in settings}
        return admin("Logins/ConfigureProvisioning", provisioning=stubs.Provisioning(**settings),
                     update_mask=mask(*fields) if fields else None, **extra)

    users = stubs.DirectoryProvisioning(
        directory="users", create_users=True, default_groups=["members"],
        attributes=[stubs.AttributeMapping(claim="mail", attribute=2)])
    with checks.check("GetProvisioning of what was never set has revision 0"):
        equal(viewer("Logins/GetProvisioning").revision, 0)
    with checks.check("ConfigureProvisioning checks, rehearses, stores, and acts once"):
        equal(configure(directories=[users], validate_only=True).revision, 1)
        equal(viewer("Logins/GetProvisioning").revision, 0)
        first = configure(directories=[users], request_id="p1")
        equal((first.revision, configure(directories=[users], request_id="p1").etag),
              (1, first.etag))
        second = configure(["max_creations_per_day"], max_creations_per_day=number(1),
                           etag=first.etag)
        equal((second.revision, len(second.directories), viewer("Logins/GetProvisioning")),
              (2, 1, second))
    with checks.check("ConfigureProvisioning refuses a stale etag, no mask, and every bad name"):
        refused(lambda: configure(["directories"], etag="stale"), "ABORTED", "STALE_ETAG")
        refused(lambda: configure(), "INVALID_ARGUMENT", "EMPTY_UPDATE_MASK", ["update_mask"])
        bad = [stubs.DirectoryProvisioning(directory="nope"),
               stubs.DirectoryProvisioning(directory="users", default_groups=["none"])]
        refused(lambda: configure(["directories", "max_creations_per_day"], directories=bad,
                                  max_creations_per_day=number(-1)),
                "INVALID_ARGUMENT", "INVALID_REQUEST",
                ["provisioning.directories[0].directory",
                 "provisioning.directories[1].default_groups[0]",
                 "provisioning.max_creations_per_day"])
    with checks.check("A login of an unknown user creates it, as many a day as may be"):
        answer = reporter("Logins/ReportLogin",
                          login(stubs, "newcomer", claims={"mail": ["new@example.org"]}))
        equal((answer.outcome, answer.user.external_id), (stubs.LoginOutcome.CREATED, "newcomer"))
        user = viewer("Directories/GetUser", user=stubs.UserRef(username="newcomer"))
        equal((user.email, [m.group for m in user.memberships]), ("new@example.org", ["members"]))
        answer = reporter("Logins/ReportLogin", login(stubs, "another"))
        equal([o.code for o in answer.obstacles], [stubs.LoginObstacle.CREATION_LIMIT])
        equal(viewer("Directories/GetDirectory", name="users").user_count, 11)


def roles(world, checks, callers):
    with checks.check("A reporter tells of logins and nothing else, and viewers do not"):
        for path in ("Logins/GetProvisioning", "Logins/ConfigureProvisioning",
                     "Directories/ListUsers", "Cleanup/GetPolicy"):
            refused(lambda: callers["reporter"](path), "PERMISSION_DENIED", "PERMISSION_DENIED")
        for role in ("viewer", "operator"):
            refused(lambda: callers[role]("Logins/ReportLogin", login(world.stubs, "user-00000")),
                    "PERMISSION_DENIED", "PERMISSION_DENIED")
