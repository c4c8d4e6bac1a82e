"""What every call keeps: messages as they must be, and metadata."""

import grpc

import people
from api import Caller, Refused, refused
from checks import equal, true

FIVE_MEGABYTES = 5 * 1024 * 1024


def varint(value):
    found = bytearray()
    while value >= 0x80:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(found + bytes([value]))


def field(number, payload):
    """A length-prefixed field."""
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def run(world, checks):
    callers = world.tenant("wire")
    callers["operator"].import_users(people.crowd(world.stubs, 2))
    messages(world, checks, callers)
    metadata(world, checks, callers)


def messages(world, checks, callers):
    viewer = callers["viewer"]

    def get_user(payload):
        return viewer.api.raw("Directories/GetUser", payload, viewer.metadata)

    good = world.stubs.GetUserRequest(
        user=world.stubs.UserRef(username="user-00000")).SerializeToString()
    with checks.check("Bytes of a message are a message, unknown fields too"):
        for payload in (good, good + field(999, b"later"), good + varint(998 << 3) + varint(7)):
            user = world.stubs.User.FromString(get_user(payload))
            equal(user.username, "user-00000")
    malformed = {
        "truncated": good[:-1],
        "followed by half a field": good + b"\x0a",
        "followed by zero bytes": good + b"\x00\x00\x00",
        "followed by a wrong wire type": good + b"\x0f",
        "with an endless number": good + b"\xff" * 11,
        "with a length beyond its end": b"\x0a\xff\xff\xff\x7f" + good,
        "of nested groups": b"\x0b" * 10_000,
        "with a group for a message": b"\x0b\x0c",
        "with a NUL in a text": field(1, field(3, b"user\x00-00000")),
        "that is not UTF-8": field(1, field(3, b"user-\xff\xfe")),
        "with a number for a message": b"\x08\x01",
    }
    for what, payload in malformed.items():
        with checks.check(f"A message {what} is refused as malformed"):
            refused(lambda: get_user(payload), "INVALID_ARGUMENT", "MALFORMED_MESSAGE")
    with checks.check("A message of five megabytes is refused, and the connection lives on"):
        large = world.stubs.ImportUsersRequest(items=world.stubs.ImportItems(users=[
            people.user(world.stubs, "x", 1, display_name="x" * FIVE_MEGABYTES)]))
        refused(lambda: callers["operator"]("Directories/ImportUsers", iter([large])),
                "RESOURCE_EXHAUSTED", "")
        refused(lambda: get_user(field(999, b"x" * FIVE_MEGABYTES)), "RESOURCE_EXHAUSTED", "")
        get_user(good)
    with checks.check("A message that would take far more memory than its size is refused"):
        step = field(2, field(1, b"") * 1_000_000)
        refused(lambda: callers["admin"].api.raw(
            "Cleanup/ManualAction", field(1, b"") * 1_500_000, callers["admin"].metadata),
            "INVALID_ARGUMENT", "MALFORMED_MESSAGE")
        true(len(step) < 4 << 20, "the message is too large for this check")
    with checks.check("Other methods than those of the protos are UNIMPLEMENTED"):
        call = viewer.api.channel.unary_unary("/dormouse.v1.Cleanup/Nothing")
        try:
            call(b"", metadata=viewer.metadata, timeout=5)
        except grpc.RpcError as error:
            equal(error.code(), grpc.StatusCode.UNIMPLEMENTED)
        else:
            raise AssertionError("it was answered")


def metadata(world, checks, callers):
    viewer, api = callers["viewer"], callers["viewer"].api
    list_users = lambda pairs: api.call(
        "Directories/ListUsers", world.stubs.ListUsersRequest(), pairs)
    authorization, tenant = viewer.metadata
    with checks.check("A missing, doubled or empty tenant header is refused"):
        for pairs in ((authorization,), (authorization, tenant, tenant),
                      (authorization, tenant, ("dormouse-tenant", "acme"))):
            refused(lambda: list_users(pairs), "INVALID_ARGUMENT", "INVALID_TENANT_HEADER")
    with checks.check("A missing or doubled authorization is refused"):
        for pairs in ((tenant,), (tenant, authorization, authorization)):
            refused(lambda: list_users(pairs), "UNAUTHENTICATED", "INVALID_AUTHORIZATION_HEADER")
    with checks.check("A foreign tenant, one that is not, and a wrong token get the same answer"):
        answers = set()
        for token, name in ((viewer.token, "acme"), (viewer.token, "not-there"),
                            (viewer.token[:-1] + "x", "wire"), ("nonsense", "wire")):
            error = refused(lambda: Caller(api, token, name)("Directories/ListUsers"),
                            "UNAUTHENTICATED", "UNAUTHENTICATED")
            answers.add((error.message, error.trailers))
        equal(len(answers), 1, "different answers")
    with checks.check("Metadata beyond the limit is refused, and the server lives on"):
        try:
            list_users(viewer.metadata + (("x-large", "x" * 20_000),))
            raise AssertionError("it was answered")
        except Refused as error:
            true(error.code in ("RESOURCE_EXHAUSTED", "INTERNAL", "UNAVAILABLE", "UNKNOWN"),
                 error)
        list_users(viewer.metadata)
