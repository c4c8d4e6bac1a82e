"""A web server that answers by a script; prints its port, and writes down what it is asked for.

    faults.py SCRIPT LOG [CERTIFICATE KEY]

The script is a list in JSON: each request of a path gets the next answer for that path, and the last one
is given again and again. An answer is an object:

    path      "/Users"; an answer without one is for every path that has none of its own
    status    200 unless told otherwise
    headers   an object
    body      a text, or any other JSON
    cut       bytes of the body after which the connection is dropped
    hold      the request is never answered
    crowd     so many users, in another order for each request, by startIndex and count
    weight    bytes that each user of the crowd has beside its name; such a crowd keeps its order
"""

import http.server
import json
import random
import ssl
import sys
import threading
import urllib.parse

LOCK = threading.Lock()
ORDER = random.Random(7)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self):
        url = urllib.parse.urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        with LOCK:
            with open(sys.argv[2], "a", encoding="utf-8") as log:
                log.write(json.dumps({
                    "method": self.command,
                    "path": url.path,
                    "query": urllib.parse.unquote(url.query),
                    "authorization": self.headers.get("authorization", ""),
                    "version": self.headers.get("if-match", ""),
                    "body": body.decode(),
                }) + "\n")
            script = self.server.script
            answers = script.get(url.path) or script.get("") or [{"status": 404}]
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send(answer, dict(urllib.parse.parse_qsl(url.query)))

    do_GET = do_POST = do_PATCH = do_DELETE = answer

    def send(self, answer, query):
        if answer.get("hold"):
            threading.Event().wait()
        body = answer.get("body", "")
        if "crowd" in answer:
            body = crowd(answer["crowd"], answer.get("weight", 0), query)
        data = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(answer.get("status", 200))
        for name, value in answer.get("headers", {}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        if "cut" in answer:
            data = data[:answer["cut"]]
            self.close_connection = True
        self.wfile.write(data)


def crowd(size, weight, query):
    start, count = int(query["startIndex"]), int(query["count"])
    numbers = list(range(size))
    if not weight:
        with LOCK:
            ORDER.shuffle(numbers)
    page = [{"id": f"id-{n}", "userName": f"user-{n}", "title": "x" * weight}
            for n in numbers[start - 1:start - 1 + count]]
    return {"totalResults": size, "startIndex": start, "itemsPerPage": len(page),
            "Resources": page}


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.script = {}
    with open(sys.argv[1], encoding="utf-8") as script:
        for answer in json.load(script):
            server.script.setdefault(answer.get("path", ""), []).append(answer)
    if len(sys.argv) > 3:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[3], sys.argv[4])
        server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_address[1], flush=True)
    server.serve_forever()


main()
