"""What the interoperability programs share: the messages of grpc.testing, and the numbers.

The cases and their numbers are those of gRPC's document "Interoperability Test Case Descriptions".
"""

import importlib
import pathlib
import sys
import tempfile

from grpc_tools import protoc

HOST = "127.0.0.1"
# The name that the server's certificate is made for.
SERVER_NAME = "foo.test.google.fr"
SERVICE = "/grpc.testing.TestService/"

REQUEST_SIZES = (27182, 8, 1828, 45904)
RESPONSE_SIZES = (31415, 9, 2653, 58979)
LARGE_REQUEST = 271828
LARGE_RESPONSE = 314159

INITIAL = ("x-grpc-test-echo-initial", "test_initial_metadata_value")
TRAILING = ("x-grpc-test-echo-trailing-bin", b"\xab\xab\xab")

UNKNOWN = 2
MESSAGE = "test status message"
SPECIAL_MESSAGE = "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001f608\t\n"


def messages(checkout):
    """The module of the messages, made by the stock compiler."""
    protos = pathlib.Path(checkout) / "Protos" / "test"
    folder = tempfile.TemporaryDirectory(prefix="dormouse-interop-")
    status = protoc.main(
        ["protoc", f"-I{protos}", f"--python_out={folder.name}", str(protos / "interop.proto")])
    if status != 0:
        raise SystemExit("the protos do not compile with the stock compiler")
    sys.path.insert(0, folder.name)
    module = importlib.import_module("interop_pb2")
    folder.cleanup()
    return module


def payload(m, size):
    return m.Payload(body=bytes(size))


def large_request(m, **fields):
    return m.SimpleRequest(
        response_size=LARGE_RESPONSE, payload=payload(m, LARGE_REQUEST), **fields)


def output_request(m, *sizes, request_size=0, **fields):
    """Asks for responses of these sizes."""
    return m.StreamingOutputCallRequest(
        response_parameters=[m.ResponseParameters(size=size) for size in sizes],
        payload=payload(m, request_size), **fields)
