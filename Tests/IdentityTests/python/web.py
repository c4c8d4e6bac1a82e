"""A web server with answers of every kind; prints its port, and writes down what it is asked for."""

import http.server
import socket
import sys
import threading
import time

MOST = 256 << 10


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        with open(sys.argv[1], "a", encoding="utf-8") as log:
            log.write(self.path + "\n")
        getattr(self, "answer_" + self.path[1:], self.answer_missing)()

    def answer(self, status=200, body=None, **headers):
        body = self.server.answer if body is None else body
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_plain(self):
        self.answer()

    def answer_aged(self):
        self.answer(cache_control="public, max-age=77")

    def answer_missing(self):
        self.answer(404)

    def answer_error(self):
        self.answer(500)

    def answer_moved(self):
        self.answer(302, location="/secret")

    def answer_most(self):
        self.answer(body=b"x" * MOST)

    def answer_big(self):
        self.answer(body=b"x" * (MOST + 1))

    def answer_broken(self):
        self.wfile.write(b"SSH-2.0-none\r\n\r\n")
        self.close_connection = True

    def stream(self, chunk, pause):
        self.send_response(200)
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
                time.sleep(pause)
        except OSError:
            self.close_connection = True

    def answer_endless(self):
        self.stream(b"x" * 65536, 0)

    def answer_dripping(self):
        self.stream(b"x", 0.2)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True


class Server6(Server):
    address_family = socket.AF_INET6


def main():
    server = Server(("127.0.0.1", 0), Handler)
    server.answer = b"v4"
    port = server.server_address[1]
    try:
        second = Server6(("::1", port), Handler)
        second.answer = b"v6"
        threading.Thread(target=second.serve_forever, daemon=True).start()
        both = "both"
    except OSError:
        both = "one"
    print(port, both, flush=True)
    server.serve_forever()


main()
