"""The interoperability cases with stock grpcio, whose core is gRPC's C++ library.

grpcio_cases.py CHECKOUT PORT [CERTIFICATE]
"""

import contextlib
import pathlib
import queue
import sys

import grpc

from checks import Checks, equal, true
from interop import (
    HOST, INITIAL, LARGE_RESPONSE, MESSAGE, REQUEST_SIZES, RESPONSE_SIZES, SERVER_NAME, SERVICE,
    SPECIAL_MESSAGE, TRAILING, UNKNOWN, large_request, messages, output_request, payload)

TIMEOUT = 30


class Stub:
    """The methods of a service over a channel."""

    def __init__(self, m, channel, service=SERVICE):
        def make(kind, name, request, response):
            return getattr(channel, kind)(
                service + name, request_serializer=request.SerializeToString,
                response_deserializer=response.FromString)
        self.empty = make("unary_unary", "EmptyCall", m.Empty, m.Empty)
        self.unary = make("unary_unary", "UnaryCall", m.SimpleRequest, m.SimpleResponse)
        self.unimplemented = make("unary_unary", "UnimplementedCall", m.Empty, m.Empty)
        self.output = make(
            "unary_stream", "StreamingOutputCall", m.StreamingOutputCallRequest,
            m.StreamingOutputCallResponse)
        self.input = make(
            "stream_unary", "StreamingInputCall", m.StreamingInputCallRequest,
            m.StreamingInputCallResponse)
        self.full = make(
            "stream_stream", "FullDuplexCall", m.StreamingOutputCallRequest,
            m.StreamingOutputCallResponse)
        self.half = make(
            "stream_stream", "HalfDuplexCall", m.StreamingOutputCallRequest,
            m.StreamingOutputCallResponse)


class Pipe:
    """Requests that are put in one by one while the call runs."""

    def __init__(self):
        self._queue = queue.Queue()

    def put(self, message):
        self._queue.put(message)

    def close(self):
        self._queue.put(None)

    def __iter__(self):
        return iter(self._queue.get, None)


@contextlib.contextmanager
def fails(code):
    """Fails unless the body fails with a status; the error is the `value` of what it gives."""
    class Found:
        value = None
    found = Found()
    try:
        yield found
    except grpc.RpcError as error:
        equal(error.code(), code, error.details())
        found.value = error
    else:
        raise AssertionError(f"it did not fail with {code}")


class Cases:
    """A method for each case, named as the case is."""

    def __init__(self, m, connect):
        self.m = m
        self.connect = connect
        self.channel = connect()
        self.stub = Stub(m, self.channel)

    def large(self, stub=None, compression=None, **fields):
        answer = (stub or self.stub).unary(
            large_request(self.m, **fields), timeout=TIMEOUT, compression=compression)
        equal(answer.payload.body, bytes(LARGE_RESPONSE), "payload")

    def sizes(self, responses, expected):
        equal([len(one.payload.body) for one in responses], list(expected), "sizes")

    def inputs(self, *sizes, expect=None):
        for size in sizes:
            fields = {} if expect is None else {"expect_compressed": self.m.BoolValue(value=expect)}
            yield self.m.StreamingInputCallRequest(payload=payload(self.m, size), **fields)

    def empty_unary(self):
        equal(self.stub.empty(self.m.Empty(), timeout=TIMEOUT), self.m.Empty())

    def large_unary(self):
        self.large()

    def client_streaming(self):
        answer = self.stub.input(self.inputs(*REQUEST_SIZES), timeout=TIMEOUT)
        equal(answer.aggregated_payload_size, 74922)

    def server_streaming(self):
        self.sizes(self.stub.output(output_request(self.m, *RESPONSE_SIZES), timeout=TIMEOUT),
                   RESPONSE_SIZES)

    def ping_pong(self):
        pipe = Pipe()
        responses = self.stub.full(iter(pipe), timeout=TIMEOUT)
        for request_size, response_size in zip(REQUEST_SIZES, RESPONSE_SIZES):
            pipe.put(output_request(self.m, response_size, request_size=request_size))
            equal(len(next(responses).payload.body), response_size)
        pipe.close()
        self.sizes(responses, [])

    def empty_stream(self):
        self.sizes(self.stub.full(iter(()), timeout=TIMEOUT), [])

    def custom_metadata(self):
        metadata = (INITIAL, TRAILING)
        _, unary = self.stub.unary.with_call(
            large_request(self.m), metadata=metadata, timeout=TIMEOUT)
        duplex = self.stub.full(
            iter([output_request(self.m, LARGE_RESPONSE)]), metadata=metadata, timeout=TIMEOUT)
        self.sizes(duplex, [LARGE_RESPONSE])
        for call in (unary, duplex):
            true(INITIAL in [tuple(one) for one in call.initial_metadata()], "initial metadata")
            true(TRAILING in [tuple(one) for one in call.trailing_metadata()], "trailing metadata")

    def echoed(self, message):
        status = self.m.EchoStatus(code=UNKNOWN, message=message)
        with fails(grpc.StatusCode.UNKNOWN) as found:
            self.stub.unary(self.m.SimpleRequest(response_status=status), timeout=TIMEOUT)
        equal(found.value.details(), message)
        with fails(grpc.StatusCode.UNKNOWN) as found:
            list(self.stub.full(
                iter([output_request(self.m, response_status=status)]), timeout=TIMEOUT))
        equal(found.value.details(), message)

    def status_code_and_message(self):
        self.echoed(MESSAGE)

    def special_status_message(self):
        self.echoed(SPECIAL_MESSAGE)

    def unimplemented_method(self):
        with fails(grpc.StatusCode.UNIMPLEMENTED):
            self.stub.unimplemented(self.m.Empty(), timeout=TIMEOUT)

    def unimplemented_service(self):
        other = Stub(self.m, self.channel, "/grpc.testing.UnimplementedService/")
        with fails(grpc.StatusCode.UNIMPLEMENTED):
            other.unimplemented(self.m.Empty(), timeout=TIMEOUT)

    def cancel_after_begin(self):
        pipe = Pipe()
        call = self.stub.input.future(iter(pipe), timeout=TIMEOUT)
        call.cancel()
        true(call.cancelled(), "it is not cancelled")
        equal(call.code(), grpc.StatusCode.CANCELLED)
        pipe.close()

    def cancel_after_first_response(self):
        pipe = Pipe()
        call = self.stub.full(iter(pipe), timeout=TIMEOUT)
        pipe.put(output_request(self.m, RESPONSE_SIZES[0], request_size=REQUEST_SIZES[0]))
        equal(len(next(call).payload.body), RESPONSE_SIZES[0])
        call.cancel()
        with fails(grpc.StatusCode.CANCELLED):
            next(call)
        pipe.close()

    def timeout_on_sleeping_server(self):
        pipe = Pipe()
        pipe.put(output_request(self.m, request_size=REQUEST_SIZES[0]))
        with fails(grpc.StatusCode.DEADLINE_EXCEEDED):
            next(self.stub.full(iter(pipe), timeout=0.001))
        pipe.close()

    def client_compressed_unary(self):
        yes, no = (self.m.BoolValue(value=value) for value in (True, False))
        with fails(grpc.StatusCode.INVALID_ARGUMENT):
            self.large(expect_compressed=yes)
        self.large(expect_compressed=yes, compression=grpc.Compression.Gzip)
        self.large(expect_compressed=no)

    def server_compressed_unary(self):
        # The library inflates without saying so; other clients look at the flag.
        for value in (True, False):
            self.large(response_compressed=self.m.BoolValue(value=value))

    def client_compressed_streaming(self):
        with fails(grpc.StatusCode.INVALID_ARGUMENT):
            self.stub.input(self.inputs(27182, expect=True), timeout=TIMEOUT)
        answer = self.stub.input(
            self.inputs(27182, 45904, expect=True), timeout=TIMEOUT,
            compression=grpc.Compression.Gzip)
        equal(answer.aggregated_payload_size, 73086)

    def server_compressed_streaming(self):
        wanted = [self.m.ResponseParameters(size=size, compressed=self.m.BoolValue(value=value))
                  for size, value in ((31415, True), (92653, False))]
        request = self.m.StreamingOutputCallRequest(response_parameters=wanted)
        self.sizes(self.stub.output(request, timeout=TIMEOUT), [31415, 92653])

    def half_duplex(self):
        requests = [output_request(self.m, size) for size in RESPONSE_SIZES]
        self.sizes(self.stub.half(iter(requests), timeout=TIMEOUT), RESPONSE_SIZES)

    def slow_consumer(self):
        # Between two messages of a long stream the client does other things: the server waits.
        responses = self.stub.output(output_request(self.m, *[1030] * 2000), timeout=TIMEOUT)
        count = 0
        for response in responses:
            equal(len(response.payload.body), 1030)
            count += 1
            if count % 100 == 0:
                self.large()
        equal(count, 2000)

    def rpc_soak(self):
        for _ in range(200):
            self.large()

    def channel_soak(self):
        for _ in range(50):
            with self.connect() as channel:
                self.large(Stub(self.m, channel))

    def concurrent_large_unary(self):
        calls = [self.stub.unary.future(large_request(self.m), timeout=TIMEOUT) for _ in range(200)]
        for call in calls:
            equal(len(call.result().payload.body), LARGE_RESPONSE)


def main(checkout, port, certificate=None):
    def connect():
        # Each channel has a connection of its own.
        options = [("grpc.use_local_subchannel_pool", 1)]
        if certificate is None:
            return grpc.insecure_channel(f"{HOST}:{port}", options)
        options.append(("grpc.ssl_target_name_override", SERVER_NAME))
        credentials = grpc.ssl_channel_credentials(pathlib.Path(certificate).read_bytes())
        return grpc.secure_channel(f"{HOST}:{port}", credentials, options)

    checks = Checks()
    cases = Cases(messages(checkout), connect)
    for name in (
            "empty_unary", "large_unary", "client_streaming", "server_streaming", "ping_pong",
            "empty_stream", "custom_metadata", "status_code_and_message", "special_status_message",
            "unimplemented_method", "unimplemented_service", "cancel_after_begin",
            "cancel_after_first_response", "timeout_on_sleeping_server", "client_compressed_unary",
            "server_compressed_unary", "client_compressed_streaming",
            "server_compressed_streaming", "half_duplex", "slow_consumer", "rpc_soak",
            "channel_soak", "concurrent_large_unary"):
        with checks.check(name):
            getattr(cases, name)()
    cases.channel.close()
    checks.finish()


if __name__ == "__main__":
    main(*sys.argv[1:])
