"""The interoperability cases with stock grpclib, which is written in Python alone, over h2.

It knows no compression, so the compressed cases are left to others.

grpclib_cases.py CHECKOUT PORT [CERTIFICATE]
"""

import asyncio
import contextlib
import ssl
import sys

from grpclib.client import (
    Channel, StreamStreamMethod, StreamUnaryMethod, UnaryStreamMethod, UnaryUnaryMethod)
from grpclib.config import Configuration
from grpclib.const import Status
from grpclib.exceptions import GRPCError

from checks import Checks, equal
from interop import (
    HOST, INITIAL, LARGE_RESPONSE, MESSAGE, REQUEST_SIZES, RESPONSE_SIZES, SERVER_NAME, SERVICE,
    SPECIAL_MESSAGE, TRAILING, large_request, messages, output_request, payload)

TIMEOUT = 30


@contextlib.contextmanager
def fails(status):
    """Fails unless the body fails with a status; the error is the `value` of what it gives."""
    class Found:
        value = None
    found = Found()
    try:
        yield found
    except GRPCError as error:
        equal(error.status, status, error.message)
        found.value = error
    else:
        raise AssertionError(f"it did not fail with {status}")


class Cases:
    """A method for each case, named as the case is."""

    def __init__(self, m, connect):
        self.m = m
        self.connect = connect
        self.use(connect())

    def use(self, channel):
        m = self.m
        self.channel = channel
        self.empty = UnaryUnaryMethod(channel, SERVICE + "EmptyCall", m.Empty, m.Empty)
        self.unary = UnaryUnaryMethod(
            channel, SERVICE + "UnaryCall", m.SimpleRequest, m.SimpleResponse)
        self.output = UnaryStreamMethod(
            channel, SERVICE + "StreamingOutputCall", m.StreamingOutputCallRequest,
            m.StreamingOutputCallResponse)
        self.input = StreamUnaryMethod(
            channel, SERVICE + "StreamingInputCall", m.StreamingInputCallRequest,
            m.StreamingInputCallResponse)
        self.full, self.half = (
            StreamStreamMethod(
                channel, SERVICE + name, m.StreamingOutputCallRequest,
                m.StreamingOutputCallResponse)
            for name in ("FullDuplexCall", "HalfDuplexCall"))

    def sizes(self, responses, expected):
        equal([len(one.payload.body) for one in responses], list(expected), "sizes")

    async def empty_unary(self):
        equal(await self.empty(self.m.Empty(), timeout=TIMEOUT), self.m.Empty())

    async def large_unary(self):
        answer = await self.unary(large_request(self.m), timeout=TIMEOUT)
        equal(answer.payload.body, bytes(LARGE_RESPONSE), "payload")

    async def client_streaming(self):
        requests = [self.m.StreamingInputCallRequest(payload=payload(self.m, size))
                    for size in REQUEST_SIZES]
        answer = await self.input(requests, timeout=TIMEOUT)
        equal(answer.aggregated_payload_size, 74922)

    async def server_streaming(self):
        self.sizes(await self.output(output_request(self.m, *RESPONSE_SIZES), timeout=TIMEOUT),
                   RESPONSE_SIZES)

    async def ping_pong(self):
        async with self.full.open(timeout=TIMEOUT) as stream:
            for request_size, response_size in zip(REQUEST_SIZES, RESPONSE_SIZES):
                await stream.send_message(
                    output_request(self.m, response_size, request_size=request_size))
                equal(len((await stream.recv_message()).payload.body), response_size)
            await stream.end()
            equal(await stream.recv_message(), None)

    async def empty_stream(self):
        self.sizes(await self.full([], timeout=TIMEOUT), [])

    async def custom_metadata(self):
        metadata = dict([INITIAL, TRAILING])
        for method, request in (
                (self.unary, large_request(self.m)),
                (self.full, output_request(self.m, LARGE_RESPONSE))):
            async with method.open(metadata=metadata, timeout=TIMEOUT) as stream:
                await stream.send_message(request, end=True)
                answer = await stream.recv_message()
                equal(len(answer.payload.body), LARGE_RESPONSE)
                await stream.recv_trailing_metadata()
            equal(stream.initial_metadata[INITIAL[0]], INITIAL[1])
            equal(stream.trailing_metadata[TRAILING[0]], TRAILING[1])

    async def echoed(self, message):
        status = self.m.EchoStatus(code=Status.UNKNOWN.value, message=message)
        with fails(Status.UNKNOWN) as found:
            await self.unary(self.m.SimpleRequest(response_status=status), timeout=TIMEOUT)
        equal(found.value.message, message)
        with fails(Status.UNKNOWN) as found:
            await self.full([output_request(self.m, response_status=status)], timeout=TIMEOUT)
        equal(found.value.message, message)

    async def status_code_and_message(self):
        await self.echoed(MESSAGE)

    async def special_status_message(self):
        await self.echoed(SPECIAL_MESSAGE)

    async def unimplemented(self, service):
        method = UnaryUnaryMethod(
            self.channel, f"/grpc.testing.{service}/UnimplementedCall", self.m.Empty, self.m.Empty)
        with fails(Status.UNIMPLEMENTED):
            await method(self.m.Empty(), timeout=TIMEOUT)

    async def unimplemented_method(self):
        await self.unimplemented("TestService")

    async def unimplemented_service(self):
        await self.unimplemented("UnimplementedService")

    async def cancel_after_begin(self):
        async with self.input.open(timeout=TIMEOUT) as stream:
            await stream.send_request()
            await stream.cancel()

    async def cancel_after_first_response(self):
        async with self.full.open(timeout=TIMEOUT) as stream:
            await stream.send_message(
                output_request(self.m, RESPONSE_SIZES[0], request_size=REQUEST_SIZES[0]))
            equal(len((await stream.recv_message()).payload.body), RESPONSE_SIZES[0])
            await stream.cancel()
        # The connection lives on.
        await self.large_unary()

    async def timeout_on_sleeping_server(self):
        try:
            async with self.full.open(timeout=0.001) as stream:
                await stream.send_message(output_request(self.m, request_size=REQUEST_SIZES[0]))
                await stream.recv_message()
        except asyncio.TimeoutError:
            # What the library makes of its own deadline.
            pass
        except GRPCError as error:
            equal(error.status, Status.DEADLINE_EXCEEDED)
        else:
            raise AssertionError("it was answered")

    async def half_duplex(self):
        requests = [output_request(self.m, size) for size in RESPONSE_SIZES]
        self.sizes(await self.half(requests, timeout=TIMEOUT), RESPONSE_SIZES)

    async def slow_consumer(self):
        # Between two messages of a long stream the client does other things: the server waits.
        count = 0
        async with self.output.open(timeout=TIMEOUT) as stream:
            await stream.send_message(output_request(self.m, *[1030] * 2000), end=True)
            async for response in stream:
                equal(len(response.payload.body), 1030)
                count += 1
                if count % 200 == 0:
                    await self.large_unary()
        equal(count, 2000)

    async def rpc_soak(self):
        for _ in range(50):
            await self.large_unary()

    async def channel_soak(self):
        first = self.channel
        for _ in range(20):
            async with self.connect() as channel:
                self.use(channel)
                await self.large_unary()
        self.use(first)


async def run(checkout, port, certificate=None):
    def connect():
        if certificate is None:
            return Channel(HOST, int(port))
        context = ssl.create_default_context(cafile=certificate)
        context.set_alpn_protocols(["h2"])
        return Channel(HOST, int(port), ssl=context,
                       config=Configuration(ssl_target_name_override=SERVER_NAME))

    checks = Checks()
    cases = Cases(messages(checkout), connect)
    for name in (
            "empty_unary", "large_unary", "client_streaming", "server_streaming", "ping_pong",
            "empty_stream", "custom_metadata", "status_code_and_message", "special_status_message",
            "unimplemented_method", "unimplemented_service", "cancel_after_begin",
            "cancel_after_first_response", "timeout_on_sleeping_server", "half_duplex",
            "slow_consumer", "rpc_soak", "channel_soak"):
        with checks.check(name):
            await getattr(cases, name)()
    cases.channel.close()
    checks.finish()


if __name__ == "__main__":
    asyncio.run(run(*sys.argv[1:]))
