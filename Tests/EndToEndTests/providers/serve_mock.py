"""Serves oidc-provider-mock, whose ID tokens do not say by which key they are signed; prints its issuer."""

import oidc_provider_mock
from werkzeug.serving import make_server

server = make_server("127.0.0.1", 0, oidc_provider_mock.app(), threaded=True)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
