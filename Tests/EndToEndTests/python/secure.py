"""Calls over TLS with a client's certificate, and messages compressed both ways.

secure.py CHECKOUT ADDRESS FLEET_TOKEN_FILE AUTHORITY CERTIFICATE KEY CLIENT_NAME
"""

import pathlib
import sys

import grpc

import people
from api import CLIENT_MESSAGE_BYTES, Api, Caller, Refused, refused
from checks import Checks, equal, true
from stubs import Stubs

# Of grpcio's compression algorithms, the one that does nothing.
IDENTITY_ONLY = 1


def secure_channel(address, authority, pair=(None, None), options=()):
    """A channel that trusts the authority alone and shows a certificate, if there is one."""
    read = lambda path: pathlib.Path(path).read_bytes() if path else None
    credentials = grpc.ssl_channel_credentials(read(authority), read(pair[1]), read(pair[0]))
    return grpc.secure_channel(
        address, credentials,
        options=[
            ("grpc.ssl_target_name_override", "localhost"),
            ("grpc.max_receive_message_length", CLIENT_MESSAGE_BYTES),
            ("grpc.use_local_subchannel_pool", 1), ("grpc.enable_retries", 0), *options,
        ])


def main(checkout, address, token_file, authority, certificate, key, client_name):
    checks = Checks()
    stubs = Stubs(checkout)
    pair = (certificate, key)
    shown = Api(stubs, address, over=secure_channel(address, authority, pair))
    packed = Api(stubs, address, over=secure_channel(
        address, authority, pair,
        [("grpc.default_compression_algorithm", grpc.Compression.Gzip.value)]))
    plain = Api(stubs, address, over=secure_channel(
        address, authority, pair,
        [("grpc.compression_enabled_algorithms_bitset", IDENTITY_ONLY)]))
    fleet = Caller(shown, pathlib.Path(token_file).read_text().strip())
    for name in ("acme", "other"):
        fleet("Tenants/CreateTenant", name=name)
    acme = Caller(shown, fleet.token, "acme")

    with checks.check("Nobody gets in without a certificate"):
        try:
            bare = Api(stubs, address, over=secure_channel(address, authority))
            Caller(bare, fleet.token)("Tenants/ListTenants", timeout=5)
            raise AssertionError("it was answered")
        except Refused as error:
            true(error.code in ("UNAVAILABLE", "DEADLINE_EXCEEDED"), error)
    with checks.check("A certificate whose name has no token is as good as a wrong token"):
        refused(lambda: Caller(shown, None, "acme")("Directories/ListUsers"),
                "UNAUTHENTICATED", "UNAUTHENTICATED")
    with checks.check("A certificate's name takes the place of a token in its tenant alone"):
        issued = acme("Tenants/IssueToken", name="scanner", role=stubs.Role.OPERATOR,
                      client_name=client_name)
        equal(issued.secret, "")
        equal(issued.token.client_name, client_name)
        Caller(shown, None, "acme")("Directories/ListUsers")
        refused(lambda: Caller(shown, None, "acme")("Tenants/ListTokens"),
                "PERMISSION_DENIED", "PERMISSION_DENIED")
        for name in ("other", "not-there"):
            refused(lambda: Caller(shown, None, name)("Directories/ListUsers"),
                    "UNAUTHENTICATED", "UNAUTHENTICATED")
    with checks.check("Compressed requests are read, of streams and of unary calls"):
        Caller(packed, None, "acme").import_users(people.crowd(stubs, 1500), batch=1000)
        Caller(packed, None, "acme")("Directories/GetUser",
                                     user=stubs.UserRef(username="user-00000"))
    with checks.check("A large answer is the same compressed and plain"):
        answers = [Caller(api, None, "acme")("Directories/ListUsers", page_size=1000)
                   for api in (packed, shown, plain)]
        equal(len(answers[0].users), 1000)
        true(answers[0].users == answers[1].users == answers[2].users, "the answers differ")
    with checks.check("A name that was revoked is refused at once"):
        acme("Tenants/RevokeToken", id=issued.token.id)
        refused(lambda: Caller(shown, None, "acme")("Directories/ListUsers"),
                "UNAUTHENTICATED", "UNAUTHENTICATED")
    checks.finish()


if __name__ == "__main__":
    main(*sys.argv[1:])
