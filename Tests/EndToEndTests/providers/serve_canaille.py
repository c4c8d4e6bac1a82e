"""Serves Canaille, a real OpenID provider with RSA and EC keys and a SCIM service, from a folder; prints
its issuer."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from joserfc.jwk import ECKey, RSAKey
from werkzeug.serving import make_server

ALGORITHMS = ("RS256", "ES256")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def inline(table):
    return "{" + ", ".join(f"{name} = {json.dumps(value)}" for name, value in table.items()) + "}"


def configure(folder, port):
    keys = (RSAKey.generate_key(2048, auto_kid=True), ECKey.generate_key("P-256", auto_kid=True))
    shown = ", ".join(inline(key.as_dict(private=True)) for key in keys)
    path = folder / "canaille.toml"
    path.write_text(f"""SECRET_KEY = "of a test"
SERVER_NAME = "127.0.0.1:{port}"
PREFERRED_URL_SCHEME = "http"
[CANAILLE]
DATABASE = "sql"
[CANAILLE_SQL]
DATABASE_URI = "sqlite:///{folder.resolve()}/canaille.sqlite"
[CANAILLE_OIDC]
ENABLE_OIDC = true
REQUIRE_NONCE = false
ACTIVE_JWKS = [{shown}]
[CANAILLE_SCIM]
ENABLE_SERVER = true
""", encoding="utf-8")
    return path


def command(*arguments):
    # Its status says nothing: with --quiet it is 1 for a user who was created.
    program = Path(sys.executable).parent / "canaille"
    subprocess.run([program, *arguments], check=False, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def fill():
    command("install")
    command("create", "user", "--user-name", "u1", "--emails", "u1@example.org", "--given-name",
            "U", "--family-name", "One", "--formatted-name", "U One", "--password", "pw1",
            "--quiet")
    command("create", "group", "--display-name", "jira-users", "--members", "u1", "--quiet")
    for algorithm in ALGORITHMS:
        client = f"c-{algorithm}"
        scopes = [word for scope in ("openid", "profile", "email", "groups")
                  for word in ("--scope", scope)]
        command("create", "client", "--client-id", client, "--client-secret", "secret",
                "--client-name", client, "--redirect-uris", "http://127.0.0.1:9/back",
                "--token-endpoint-auth-method", "client_secret_basic", "--grant-types",
                "authorization_code", "--response-types", "code", *scopes,
                "--id-token-signed-response-alg", algorithm, "--quiet")
        command("set", "client", client, "--audience", client)
    # A service of its own, which reads and changes users and groups by SCIM.
    command("create", "client", "--client-id", "scim", "--client-secret", "secret",
            "--client-name", "scim", "--redirect-uris", "http://127.0.0.1:9/back",
            "--token-endpoint-auth-method", "client_secret_basic", "--grant-types",
            "client_credentials", "--scope", "openid", "--quiet")


def main():
    folder, port = Path(sys.argv[1]), free_port()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["CANAILLE_CONFIG"] = str(configure(folder, port))
    fill()
    from canaille import create_app
    server = make_server("127.0.0.1", port, create_app(), threaded=True)
    print(f"http://127.0.0.1:{port}", flush=True)
    server.serve_forever()


main()
