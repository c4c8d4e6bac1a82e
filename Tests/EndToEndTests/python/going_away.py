"""Calls without a pause while connections grow old and the server is started anew.

going_away.py CHECKOUT SERVER_PROGRAM FOLDER
"""

import sys
import threading
import time

import grpc

from checks import Checks, equal, true
from server import Server
from stubs import Stubs

CHANNELS = 8
CALLERS_PER_CHANNEL = 2
AGE_SECONDS = 1
STARTS = 3


class Callers:
    """Threads that call over connections of their own, each as fast as it is answered."""

    def __init__(self, stubs, server, wait_for_ready):
        self.failures, self.count = [], 0
        self._lock, self._stopped = threading.Lock(), threading.Event()
        self._metadata = (("authorization", f"Bearer {server.fleet_token}"),)
        self._wait_for_ready = wait_for_ready
        self._request = stubs.ListTenantsRequest(page_size=1)
        self._channels = [
            grpc.insecure_channel(
                server.address, options=[("grpc.use_local_subchannel_pool", 1)])
            for _ in range(CHANNELS)]
        self._threads = [
            threading.Thread(target=self._run, args=(stubs.services(channel)["dormouse.v1.Tenants"],))
            for channel in self._channels for _ in range(CALLERS_PER_CHANNEL)]
        for thread in self._threads:
            thread.start()

    def _run(self, service):
        while not self._stopped.is_set():
            try:
                service.ListTenants(
                    self._request, metadata=self._metadata, timeout=30,
                    wait_for_ready=self._wait_for_ready)
            except grpc.RpcError as error:
                with self._lock:
                    self.failures.append((error.code().name, error.details()))
            with self._lock:
                self.count += 1

    def stop(self):
        """Ends the calls; the failures that there were."""
        self._stopped.set()
        for thread in self._threads:
            thread.join()
        for channel in self._channels:
            channel.close()
        return self.failures


def main(checkout, program, folder):
    checks = Checks()
    stubs = Stubs(checkout)
    server = Server(program, folder, arguments=["--max-connection-age", str(AGE_SECONDS)])
    with checks.check("No call is lost while connections come and go"):
        callers = Callers(stubs, server, wait_for_ready=False)
        time.sleep(6 * AGE_SECONDS)
        equal(callers.stop(), [], "failures")
        true(callers.count > 100, f"only {callers.count} calls")
        print(f"{callers.count} calls over {CHANNELS} channels", flush=True)
    with checks.check("No call is lost while the server drains, ends and starts again"):
        callers = Callers(stubs, server, wait_for_ready=True)
        for _ in range(STARTS):
            time.sleep(1)
            equal(server.stop(), 0, "exit status")
            server.start(listen=server.address)
        time.sleep(1)
        equal(callers.stop(), [], "failures")
        true(callers.count > 100, f"only {callers.count} calls")
        print(f"{callers.count} calls over {STARTS} restarts", flush=True)
    equal(server.stop(), 0, "exit status")
    checks.finish()


if __name__ == "__main__":
    main(*sys.argv[1:])
