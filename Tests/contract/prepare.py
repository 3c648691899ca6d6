"""Signs a patron in, changes the first password, books, and writes schemathesis.toml for the run.

Usage: prepare.py ADDRESS CARD PASSWORD IMPORT-TOKEN KIOSK-TOKEN STATUS-TOKEN FILE
"""
import datetime
import json
import sys
import urllib.request

address, card, password, import_token, kiosk_token, status_token, path = sys.argv[1:]
cookie = ""


def ask(method, place, body=None, **headers):
    global cookie
    request = urllib.request.Request(
        address + place, method=method, data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Cookie": cookie, **headers})
    with urllib.request.urlopen(request, timeout=30) as answer:
        cookie = (answer.headers.get("Set-Cookie") or cookie).split(";")[0]
        text = answer.read()
        return json.loads(text) if text else {}


ask("POST", "/api/v1/session", {"card": card, "password": password})
ask("PUT", "/api/v1/session/password", {"old": password, "new": "a corner by the window"})
now = datetime.datetime.fromisoformat(ask("GET", "/api/v1/campuses")["now"])
day = (now + datetime.timedelta(days=1)).date()
made = ask(
    "POST", "/api/v1/bookings",
    {"bookings": [{"campus": "east", "start": f"{day}T09:00:00+08:00", "end": f"{day}T11:00:00+08:00"}]},
    **{"Idempotency-Key": "contract"})

with open(path, "w", encoding="utf-8") as file:
    file.write(f"""[auth.openapi]
session = {{ api_key = "{cookie.split("=", 1)[1]}" }}
importer = {{ bearer = "{import_token}" }}
kiosk = {{ bearer = "{kiosk_token}" }}
status = {{ bearer = "{status_token}" }}

[parameters]
"path.booking" = "{made["bookings"][0]["booking"]}"
"path.campus" = "east"
"path.lane" = "east-in"
""")
