"""The service Directories: directories, imports, users and groups."""

import threading

from google.protobuf import wrappers_pb2

import people
from api import import_steps, refused
from checks import equal, true

FULL, MERGE = 1, 2


def run(world, checks):
    callers = world.tenant("people")
    directories(world, checks, callers)
    remote(world, checks, callers)
    imports(world, checks, callers)
    broken_imports(world, checks, callers)
    users(world, checks, callers)
    groups(world, checks, callers)
    deletion(world, checks, callers)


def directories(world, checks, callers):
    admin, viewer = callers["admin"], callers["viewer"]
    directory = world.stubs.Directory

    def put(**fields):
        extra = {name: fields.pop(name) for name in ("validate_only", "request_id")
                 if name in fields}
        return admin("Directories/PutDirectory", directory=directory(**fields), **extra)

    with checks.check("A new tenant has the directory `users`, embedded and first"):
        found = viewer("Directories/ListDirectories")
        equal([(d.name, d.kind, d.position) for d in found.directories], [("users", 1, 1)])
        equal(found.total_size, 1)
    with checks.check("PutDirectory creates, moves, and with validate_only does nothing"):
        put(name="draft", validate_only=True)
        equal(viewer("Directories/ListDirectories").total_size, 1)
        second = put(name="second", request_id="d1")
        equal((second.position, put(name="second", request_id="d1").etag), (2, second.etag))
        first = put(name="second", position=1)
        order = [d.name for d in viewer("Directories/ListDirectories").directories]
        equal((first.position, order), (1, ["second", "users"]))
        put(name="second", position=2)
    with checks.check("PutDirectory names every bad field at once"):
        refused(lambda: put(name="No Name", position=-1), "INVALID_ARGUMENT", "INVALID_REQUEST",
                ["directory.name", "directory.position"])
    with checks.check("PutDirectory refuses a stale etag and a request_id used before"):
        refused(lambda: put(name="second", etag="stale"), "ABORTED", "STALE_ETAG")
        refused(lambda: put(name="third", request_id="d1"), "ALREADY_EXISTS",
                "REQUEST_ID_REUSED")
    with checks.check("GetDirectory reads one, and says when there is none"):
        equal(viewer("Directories/GetDirectory", name="users").name, "users")
        refused(lambda: viewer("Directories/GetDirectory", name="nope"), "NOT_FOUND",
                "DIRECTORY_NOT_FOUND")
    with checks.check("ListDirectories pages"):
        page = viewer("Directories/ListDirectories", page_size=1)
        rest = viewer("Directories/ListDirectories", page_size=1, page_token=page.next_page_token)
        equal([page.directories[0].name, rest.directories[0].name], ["users", "second"])
        equal(rest.next_page_token, "")
        refused(lambda: viewer("Directories/ListDirectories", page_size=1001),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["page_size"])
    with checks.check("PutDirectory takes the role admin"):
        refused(lambda: callers["operator"]("Directories/PutDirectory"), "PERMISSION_DENIED",
                "PERMISSION_DENIED")


def remote(world, checks, callers):
    admin, operator, viewer, stubs = (
        callers["admin"], callers["operator"], callers["viewer"], world.stubs)

    def put(url=world.scim_url, **fields):
        return admin("Directories/PutDirectory", directory=stubs.Directory(
            name="corp", scim=stubs.SCIMSettings(base_url=url)), **fields)

    with checks.check("PutDirectory keeps the secret of a remote directory to itself"):
        stored = put(secret=world.scim_token)
        equal((stored.has_secret, stored.scim.base_url, stored.kind, stored.complete),
              (True, world.scim_url, 3, False))
        true(world.scim_token not in repr(stored), "the secret shows")
        equal(put().has_secret, True)
    with checks.check("PutDirectory names the bad fields of how a directory is reached"):
        refused(lambda: put(url="ftp://x?y"), "INVALID_ARGUMENT", "INVALID_REQUEST",
                ["directory.scim.base_url"])
        refused(lambda: admin("Directories/PutDirectory", directory=stubs.Directory(
            name="users", scim=stubs.SCIMSettings(base_url=world.scim_url))),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["directory.kind"])
    with checks.check("TestDirectory says what a directory can do, and whom it is for"):
        found = admin("Directories/TestDirectory", directory="corp")
        true("reads users" in [check.name for check in found.checks if check.ok],
             f"users are read: {found.checks}")
        refused(lambda: admin("Directories/TestDirectory", directory="users"),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["directory"])
        refused(lambda: operator("Directories/TestDirectory", directory="corp"),
                "PERMISSION_DENIED", "PERMISSION_DENIED")
    with checks.check("SyncDirectory lists a directory, and says what it changed"):
        result = operator("Directories/SyncDirectory", directory="corp")[-1].result
        equal((result.added_count, result.user_count, result.group_count), (2, 2, 1))
        again = operator("Directories/SyncDirectory", directory="corp")[-1].result
        equal((again.unchanged_count, again.added_count), (2, 0))
        listed = viewer("Directories/GetDirectory", name="corp")
        equal((listed.complete, listed.user_count), (True, 2))
        refused(lambda: operator("Directories/SyncDirectory", directory="users"),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["directory"])
    with checks.check("A remote directory takes no import, and a wrong secret makes it incomplete"):
        refused(lambda: operator.import_users(people.crowd(stubs, 1), directory="corp"),
                "INVALID_ARGUMENT", "INVALID_REQUEST", ["begin.directory"])
        put(secret="wrong")
        refused(lambda: operator("Directories/SyncDirectory", directory="corp"),
                "FAILED_PRECONDITION", "DIRECTORY_UNUSABLE")
        failed = viewer("Directories/GetDirectory", name="corp")
        equal((failed.complete, failed.user_count), (False, 2))
        true(failed.listing_failure.message, "it says why")
        put(secret=world.scim_token)
        operator("Directories/SyncDirectory", directory="corp")
        equal(viewer("Directories/GetDirectory", name="corp").HasField("listing_failure"), False)


def imports(world, checks, callers):
    operator, stubs = callers["operator"], world.stubs
    crowd = people.crowd(stubs, 30, groups=("members", "staff"), display_name="Äda Ünïcode")
    groups = [stubs.ImportedGroup(name="staff", parent="everyone")]
    with checks.check("ImportUsers counts what it did, and a repeat gives the first answer"):
        first = operator.import_users(crowd, groups, request_id="i1")
        equal((first.added_count, first.user_count, first.group_count), (30, 30, 3))
        equal(operator.import_users(crowd, groups, request_id="i1"), first)
        refused(lambda: operator.import_users(crowd[1:], groups, request_id="i1"),
                "ALREADY_EXISTS", "REQUEST_ID_REUSED")
    with checks.check("A merge leaves absentees alone, a full import marks them as vanished"):
        crowd[0].display_name = "Changed"
        merged = operator.import_users(crowd[:2], mode=MERGE)
        equal((merged.updated_count, merged.unchanged_count, merged.user_count), (1, 1, 30))
        full = operator.import_users(crowd[:20], groups)
        equal((full.vanished_count, full.user_count), (10, 20))
        back = operator.import_users(crowd, groups)
        equal(back.user_count, 30)


def broken_imports(world, checks, callers):
    operator, viewer, stubs = callers["operator"], callers["viewer"], world.stubs
    step, new = stubs.ImportUsersRequest, people.crowd(world.stubs, 3, prefix="new")
    begin = step(begin=stubs.ImportBegin(directory="users", mode=FULL))

    def send(*steps):
        return operator("Directories/ImportUsers", iter(steps))

    with checks.check("An import without begin, with two, or without finish is refused"):
        items = step(items=stubs.ImportItems(users=new))
        finish = step(finish=stubs.ImportFinish(user_count=3))
        for steps in ((items, finish), (begin, begin), (begin, items), (), (finish,),
                      (begin, items, finish, items)):
            refused(lambda: send(*steps), "INVALID_ARGUMENT", "IMPORT_REJECTED")
    with checks.check("A step that is nothing is refused with its field"):
        refused(lambda: send(step()), "INVALID_ARGUMENT", "INVALID_REQUEST", ["step"])
    with checks.check("An import into an unknown directory, or without a mode, is refused"):
        refused(lambda: operator.import_users(new, directory="nope"), "NOT_FOUND",
                "DIRECTORY_NOT_FOUND")
        refused(lambda: operator.import_users(new, mode=0), "INVALID_ARGUMENT",
                "INVALID_REQUEST", ["begin.mode"])
    with checks.check("A doubled external_id refuses the import and names the user"):
        refused(lambda: operator.import_users(new + [new[1]]), "INVALID_ARGUMENT",
                "IMPORT_REJECTED", ["items.users[3].external_id"])
        refused(lambda: operator.import_users(new + [new[1]], batch=2), "INVALID_ARGUMENT",
                "IMPORT_REJECTED", ["items.users[3].external_id"])
    with checks.check("Counts of finish that are not what came refuse the import"):
        refused(lambda: operator.import_users(new, count=4), "INVALID_ARGUMENT",
                "IMPORT_REJECTED")
    with checks.check("Bad users are named, every bad field at once"):
        bad = [new[0], stubs.ImportedUser(external_id="x" * 300), stubs.ImportedUser(
            external_id="y", username="y", groups=["", "g"])]
        refused(lambda: operator.import_users(bad), "INVALID_ARGUMENT", "INVALID_REQUEST",
                ["items.users[1].external_id", "items.users[1].username",
                 "items.users[2].groups[0]"])
    with checks.check("Of two imports at once the second is refused, and the first goes on"):
        hold = Gate(import_steps(stubs, people.crowd(stubs, 30)), open_after=2)
        first = operator.start("Directories/ImportUsers", hold)
        hold.wait_until_reached()
        refused(lambda: operator.import_users(new), "FAILED_PRECONDITION", "IMPORT_IN_PROGRESS")
        hold.open()
        equal(first.result().user_count, 30)
    with checks.check("An import whose deadline passes shows nothing and blocks nobody"):
        hold = Gate(import_steps(stubs, new), open_after=2)
        refused(lambda: operator("Directories/ImportUsers", hold, timeout=0.5),
                "DEADLINE_EXCEEDED", "")
        hold.open()
        after = eventually_imports(operator, people.crowd(stubs, 1, prefix="late"))
        equal(after.added_count, 1)
    with checks.check("Nothing of a broken import ever showed"):
        equal(len(viewer("Directories/ListUsers", text="new-").users), 0)
        equal(viewer("Directories/GetDirectory", name="users").user_count, 31)
    with checks.check("ImportUsers takes the role operator"):
        refused(lambda: viewer("Directories/ImportUsers", iter([begin])), "PERMISSION_DENIED",
                "PERMISSION_DENIED")


def eventually_imports(operator, users):
    """Imports once the server has let go of a broken import; bounded by tries with the server."""
    for _ in range(200):
        try:
            return operator.import_users(users, mode=MERGE)
        except Exception as error:
            if "IMPORT_IN_PROGRESS" not in str(error):
                raise
    raise AssertionError("the broken import is never let go of")


class Gate:
    """An iterator of requests that stops behind some of them until it is opened."""

    def __init__(self, steps, open_after):
        self._steps = iter(steps)
        self._left = open_after
        self._reached = threading.Event()
        self._open = threading.Event()

    def __iter__(self):
        return self

    def __next__(self):
        if self._left == 0:
            self._reached.set()
            self._open.wait(60)
        self._left -= 1
        return next(self._steps)

    def wait_until_reached(self):
        true(self._reached.wait(20), "the first steps were never taken")

    def open(self):
        self._open.set()


def users(world, checks, callers):
    operator, viewer, stubs = callers["operator"], callers["viewer"], world.stubs
    operator.import_users(
        [people.user(stubs, "user-00000", 400, external_id="other"),
         people.user(stubs, "solo", None, groups=(), active=wrappers_pb2.BoolValue(value=False))], directory="second")
    with checks.check("ListUsers pages by username through everybody"):
        names, token = [], ""
        while True:
            page = viewer("Directories/ListUsers", page_size=7, page_token=token)
            names += [each.username for each in page.users]
            token = page.next_page_token
            if not token:
                break
        equal((len(names), names), (35, sorted(names)))
    with checks.check("ListUsers filters by directory, group, text and state"):
        def count(**filters):
            return len(viewer("Directories/ListUsers", page_size=1000, **filters).users)
        equal((count(directory="second"), count(group="staff"), count(text="USER-0000"),
               count(active=2), count(active=1)), (2, 0, 11, 1, 34))
    with checks.check("A page token is good for the same filters only"):
        page = viewer("Directories/ListUsers", page_size=1)
        refused(lambda: viewer("Directories/ListUsers", page_size=1, text="x",
                               page_token=page.next_page_token),
                "INVALID_ARGUMENT", "INVALID_PAGE_TOKEN", ["page_token"])
        refused(lambda: viewer("Directories/ListUsers", directory="nope"), "NOT_FOUND",
                "DIRECTORY_NOT_FOUND")
    with checks.check("GetUser shows memberships, signals and who shadows whom"):
        found = viewer("Directories/GetUser",
                       user=stubs.UserRef(directory="second", external_id="other"))
        equal((found.username, found.shadowed_by), ("user-00000", "users"))
        equal([(m.group, m.direct) for m in found.memberships], [("members", True)])
        equal([signal.kind for signal in found.signals], [stubs.ActivityKind.IMPORT])
        solo = viewer("Directories/GetUser", user=stubs.UserRef(username="SOLO"))
        equal((solo.active, solo.last_activity.state), (False, stubs.LastActivity.NEVER))
    with checks.check("A username in two directories without saying which is refused"):
        ask = lambda **ref: viewer("Directories/GetUser", user=stubs.UserRef(**ref))
        refused(lambda: ask(username="user-00000"), "INVALID_ARGUMENT", "AMBIGUOUS_USER")
        equal(ask(username="user-00000", directory="users").directory, "users")
        refused(lambda: ask(username="nobody"), "NOT_FOUND", "USER_NOT_FOUND")
        refused(lambda: ask(), "INVALID_ARGUMENT", "INVALID_REQUEST")
        refused(lambda: ask(username="a", external_id="b"), "INVALID_ARGUMENT", "INVALID_REQUEST")


def groups(world, checks, callers):
    viewer = callers["viewer"]
    with checks.check("ListGroups shows groups with members and parents"):
        found = {(g.directory, g.name): g for g in viewer("Directories/ListGroups").groups}
        equal(found[("users", "members")].member_count, 31)
        equal(found[("second", "members")].member_count, 1)
        page = viewer("Directories/ListGroups", page_size=1)
        true(page.next_page_token, "there is no second page")
        only = viewer("Directories/ListGroups", directory="second").groups
        equal([group.name for group in only], ["members"])
    with checks.check("ListGroups of an unknown directory is NOT_FOUND"):
        refused(lambda: viewer("Directories/ListGroups", directory="nope"), "NOT_FOUND",
                "DIRECTORY_NOT_FOUND")


def deletion(world, checks, callers):
    admin, operator, viewer = callers["admin"], callers["operator"], callers["viewer"]
    delete = lambda **fields: admin("Directories/DeleteDirectory", **fields)
    names = lambda: [each.name for each in viewer("Directories/ListDirectories").directories]
    with checks.check("DeleteDirectory refuses a stale etag and an unknown name, and rehearses"):
        refused(lambda: delete(name="second", etag="stale"), "ABORTED", "STALE_ETAG")
        refused(lambda: delete(name="nope"), "NOT_FOUND", "DIRECTORY_NOT_FOUND")
        refused(lambda: delete(), "INVALID_ARGUMENT", "INVALID_REQUEST", ["name"])
        equal(delete(name="second", validate_only=True).user_count, 2)
        true("second" in names(), "it is there")
    with checks.check("DeleteDirectory deletes once, and what it shadowed or hid is as without it"):
        before = names()
        gone = delete(name="second", request_id="gone")
        equal((gone.user_count, gone.abandoned_user_count), (2, 0))
        equal(delete(name="second", request_id="gone"), gone)
        equal(names(), [name for name in before if name != "second"])
        refused(lambda: operator.import_users([], directory="second"), "NOT_FOUND",
                "DIRECTORY_NOT_FOUND")
        equal(viewer("Directories/GetUser", user=world.stubs.UserRef(
            username="user-00000")).directory, "users")
    with checks.check("DeleteDirectory takes the role admin"):
        refused(lambda: operator("Directories/DeleteDirectory", name="users"),
                "PERMISSION_DENIED", "PERMISSION_DENIED")
