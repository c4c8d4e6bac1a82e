"""Logs a user in at a provider as a browser and a client would, and prints the ID token.

Usage: log_in.py ISSUER CLIENT NONCE USER [PASSWORD]; without a password the page takes the name alone.
"""

import html.parser
import sys
from urllib.parse import urljoin

import httpx

BACK = "http://127.0.0.1:9/back"


class Form(html.parser.HTMLParser):
    """The hidden fields of a page, and whether it asks for a password."""

    def __init__(self, text):
        super().__init__()
        self.fields = {}
        self.names = set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag not in ("input", "button") or not found.get("name"):
            return
        self.names.add(found["name"])
        if found.get("type") == "hidden":
            self.fields[found["name"]] = found.get("value", "")


def answers(form, user, password):
    """What somebody fills in and presses, page by page."""
    if password is None:
        return {"sub": user}
    if "password" in form.names:
        return {"password": password}
    if "login" in form.names:
        return {"login": user}
    return {"answer": "accept"}


def code(client, endpoint, query, user, password):
    response = client.get(endpoint, params=query)
    for _ in range(12):
        if response.is_redirect:
            target = urljoin(str(response.url), response.headers["location"])
            if target.startswith(BACK):
                return httpx.URL(target).params["code"]
            response = client.get(target)
            continue
        response.raise_for_status()
        form = Form(response.text)
        response = client.post(
            response.url, data={**form.fields, **answers(form, user, password)})
    raise SystemExit(f"{response.url} never came back")


def main():
    issuer, name, nonce, user = sys.argv[1:5]
    password = sys.argv[5] if len(sys.argv) > 5 else None
    with httpx.Client(timeout=20) as client:
        published = client.get(f"{issuer}/.well-known/openid-configuration").json()
        query = {"client_id": name, "redirect_uri": BACK, "response_type": "code",
                 "scope": "openid profile email", "state": "s", "nonce": nonce}
        found = code(client, published["authorization_endpoint"], query, user, password)
        answer = client.post(
            published["token_endpoint"], auth=(name, "secret"),
            data={"grant_type": "authorization_code", "code": found, "redirect_uri": BACK})
        answer.raise_for_status()
        print(answer.json()["id_token"])


main()
