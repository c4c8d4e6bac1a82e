"""A relay on loopback that calls the server from a source address of one's choice.

The server counts failed authentications per address. Whoever makes many on purpose takes a fresh
address of 127.0.0.0/8 every few calls, as that many callers would.
"""

import itertools
import socket
import threading


class Relay:
    """Listens on loopback; each connection goes on to the server from the current address."""

    def __init__(self, target):
        host, port = target.rsplit(":", 1)
        self._target = (host, int(port))
        self._numbers = itertools.count(2)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self.move()
        threading.Thread(target=self._accept, daemon=True).start()

    def move(self):
        """Later connections come from an address that was not used before."""
        number = next(self._numbers)
        self._source = f"127.1.{number // 250}.{number % 250 + 1}"

    def _accept(self):
        while True:
            near, _ = self._listener.accept()
            far = socket.create_connection(self._target, source_address=(self._source, 0))
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    @staticmethod
    def _pump(source, sink):
        try:
            while data := source.recv(65_536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # One side is gone; the other hears of it by the end of its stream.
