"""Calls of the service through the generated stubs, with errors taken apart."""

import collections

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status

# Larger than the server's own limit, so that it is the server which refuses.
CLIENT_MESSAGE_BYTES = 64 * 1024 * 1024


def channel(address):
    """A plaintext channel that never retries by itself and has a connection of its own."""
    return grpc.insecure_channel(
        address,
        options=[
            ("grpc.max_send_message_length", CLIENT_MESSAGE_BYTES),
            ("grpc.max_receive_message_length", CLIENT_MESSAGE_BYTES),
            ("grpc.enable_retries", 0),
            ("grpc.use_local_subchannel_pool", 1),
        ])


class Refused(Exception):
    """A call that ended with an error: its status, and what its details hold."""

    def __init__(self, error):
        self.code = error.code().name
        self.message = error.details() or ""
        self.reason = ""
        self.fields = []
        self.domain = ""
        self.retry = None
        self.trailers = tuple(error.trailing_metadata() or ())
        status = rpc_status.from_call(error)
        for detail in status.details if status else ():
            if detail.Is(error_details_pb2.ErrorInfo.DESCRIPTOR):
                info = error_details_pb2.ErrorInfo()
                detail.Unpack(info)
                self.reason, self.domain = info.reason, info.domain
            elif detail.Is(error_details_pb2.BadRequest.DESCRIPTOR):
                bad = error_details_pb2.BadRequest()
                detail.Unpack(bad)
                self.fields = [violation.field for violation in bad.field_violations]
                for violation in bad.field_violations:
                    if not violation.description:
                        raise AssertionError(f"{violation.field} is refused without a reason")
            elif detail.Is(error_details_pb2.RetryInfo.DESCRIPTOR):
                self.retry = error_details_pb2.RetryInfo()
                detail.Unpack(self.retry)
        super().__init__(f"{self.code} {self.reason} {self.fields}: {self.message}")


class Api:
    """A caller of the service: a channel, and which methods it called with which end."""

    def __init__(self, stubs, address, ends=None, over=None):
        self.stubs = stubs
        self.channel = over or channel(address)
        self._services = stubs.services(self.channel)
        # For each method the ends that its calls came to: "OK" and names of status codes.
        self.ends = collections.defaultdict(set) if ends is None else ends

    def close(self):
        self.channel.close()

    def start(self, path, request, metadata=(), timeout=20):
        """Starts a call and returns it; for streams an iterator, else a future."""
        method = self.stubs.methods[path]
        call = getattr(self._services[method.service], method.name)
        if not method.gives_stream:
            call = call.future
        return call(request, metadata=metadata, timeout=timeout)

    def call(self, path, request, metadata=(), timeout=20):
        """Calls to the end: the answer, or the list of answers of a stream; or raises Refused."""
        method = self.stubs.methods[path]
        try:
            call = self.start(path, request, metadata, timeout)
            answer = list(call) if method.gives_stream else call.result()
        except grpc.RpcError as error:
            self.ends[path].add(error.code().name)
            raise Refused(error) from None
        self.ends[path].add("OK")
        self.trailers = tuple(call.trailing_metadata() or ())
        return answer

    def raw(self, path, payload, metadata=(), timeout=20):
        """Sends bytes as the request message of a unary method; the answer's bytes."""
        method = self.stubs.methods[path]
        call = self.channel.unary_unary(method.wire_path)
        try:
            return call(payload, metadata=metadata, timeout=timeout)
        except grpc.RpcError as error:
            raise Refused(error) from None


class Caller:
    """An Api with a tenant and a token."""

    def __init__(self, api, token=None, tenant=None):
        self.api = api
        self.token = token
        self.tenant = tenant

    @property
    def metadata(self):
        pairs = []
        if self.token is not None:
            pairs.append(("authorization", f"Bearer {self.token}"))
        if self.tenant is not None:
            pairs.append(("dormouse-tenant", self.tenant))
        return tuple(pairs)

    def __call__(self, path, request=None, timeout=20, **fields):
        """Calls a method; the request is given whole, as an iterator, or by its fields."""
        if request is None:
            request = getattr(self.api.stubs, self.api.stubs.methods[path].request_name)(**fields)
        return self.api.call(path, request, self.metadata, timeout)

    def start(self, path, request, timeout=20):
        return self.api.start(path, request, self.metadata, timeout)

    def import_users(self, users, groups=(), directory="users", mode=1, batch=500,
                     request_id="", count=None):
        """Imports users whole: begin, items, finish."""
        return self(
            "Directories/ImportUsers",
            import_steps(self.api.stubs, users, groups, directory, mode, batch, request_id, count))

    def end_of(self, run_id, timeout=60):
        """Watches a run to its end and returns it."""
        events = self("Cleanup/WatchRun", run_id=run_id, timeout=timeout)
        return events[-1].run


def import_steps(stubs, users, groups=(), directory="users", mode=1, batch=500, request_id="",
                 count=None):
    """The steps of one whole import; `count` is what finish claims, by default the truth."""
    step = stubs.ImportUsersRequest
    yield step(begin=stubs.ImportBegin(directory=directory, mode=mode, request_id=request_id))
    if groups:
        yield step(items=stubs.ImportItems(groups=groups))
    for start in range(0, len(users), batch):
        yield step(items=stubs.ImportItems(users=users[start:start + batch]))
    yield step(finish=stubs.ImportFinish(
        user_count=len(users) if count is None else count, group_count=len(groups)))


def refused(call, code, reason, fields=None):
    """Fails unless the call is refused so; `fields` are the bad fields, in whatever order."""
    try:
        answer = call()
    except Refused as error:
        if (error.code, error.reason) != (code, reason):
            raise AssertionError(f"refused with {error}, expected {code} {reason}") from None
        if reason and error.domain != "dormouse":
            raise AssertionError(f"the domain is {error.domain!r}") from None
        if reason and not error.message:
            raise AssertionError("there is no message for people") from None
        if fields is not None and sorted(error.fields) != sorted(fields):
            raise AssertionError(f"fields {sorted(error.fields)}, expected {sorted(fields)}") \
                from None
        return error
    raise AssertionError(f"not refused, expected {code} {reason}; the answer was {answer!r}")
