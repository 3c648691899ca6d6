"""Floods of each kind at once against a running gate, and what the gate's own figures say of its decisions meanwhile.

Usage: flood.py PORT STATUS_TOKEN IMPORT_TOKEN STAFF_LOGIN STAFF_PASSWORD SECONDS OFFSET
Prints a line of JSON: decisions, those within 100 ms and those that let somebody in, without and with the floods, and how each flood was answered.
"""
import collections, http.client, itertools, json, random, re, socket, sys, threading, time

port, status_token, import_token, login, password, seconds, offset = (
    int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5], float(sys.argv[6]), sys.argv[7])
over = threading.Event()
answers = {}
lock = threading.Lock()


def note(flood, what):
    with lock:
        answers.setdefault(flood, collections.Counter())[str(what)] += 1


def date(days=0):
    """At the campus."""
    return time.strftime("%F", time.gmtime(time.time() + 86_400 * days + 3_600 * int(offset[:3])))


def ask(method, path, body=None, headers={}, address="203.0.113.1", timeout=30):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    fields = {"X-Forwarded-For": address, "Connection": "close", **headers}
    if isinstance(body, dict):
        body, fields["Content-Type"] = json.dumps(body), "application/json"
    connection.request(method, path, body, fields)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer, text


def figures():
    """Decisions by bucket, and presentations by code."""
    _, text = ask("GET", "/metrics", headers={"Authorization": f"Bearer {status_token}"})
    found = {"all": 0, "fast": 0, "admitted": 0, "faults": 0}
    for name, labels, value in re.findall(r"^(gatehouse_\w+)\{?([^}\n]*)\}? ([0-9.e+]+)$", text.decode(), re.M):
        if name == "gatehouse_decision_seconds_count": found["all"] += int(float(value))
        if name == "gatehouse_decision_seconds_bucket" and 'le="0.1"' in labels: found["fast"] += int(float(value))
        if name == "gatehouse_presentations_total":
            if 'code="gate_fault"' in labels: found["faults"] += int(float(value))
            if re.search('code="(re)?entry"', labels): found["admitted"] += int(float(value))
    return found


def cookie(answer):
    return (answer.getheader("Set-Cookie") or "").split(";")[0]


def again(flood):
    """Runs a flood's step until the end; what goes wrong is noted and tried again."""
    def run(step):
        def work():
            while not over.is_set():
                try: step()
                except Exception as error:
                    note(flood, type(error).__name__)
                    time.sleep(0.05)
        threading.Thread(target=work, daemon=True).start()
        return step
    return run


def start_floods():
    own = {}
    for number in range(1, 6):
        answer, _ = ask("POST", "/api/v1/session", {"card": f"2021{number:06}", "password": "first-password"}, address=f"198.51.100.{number}")
        session = {"Cookie": cookie(answer)}
        change = {"old": "first-password", "new": f"quiet reading room {number}"}
        answer, text = ask("PUT", "/api/v1/session/password", change, session, f"198.51.100.{number}")
        if answer.status != 204: sys.exit(f"the flood's patron cannot sign in: {answer.status} {text}")
        own[number] = session
    answer, _ = ask("POST", "/api/v1/desk/session", {"login": login, "password": password})
    staff = {"Cookie": cookie(answer)}
    ask("PUT", "/api/v1/desk/session/password", {"old": password, "new": "quiet reading room"}, staff)

    for _ in range(8):
        @again("sign-ins")
        def sign_in():
            card = f"2021{random.randrange(1, 4000):06}"
            answer, _ = ask("POST", "/api/v1/session", {"card": card, "password": "guess"}, address=f"203.0.113.{random.randrange(100)}")
            note("sign-ins", answer.status)

    for number, session in own.items():
        count = itertools.count()

        @again("bookings")
        def book(number=number, session=session, count=count):
            day = date(days=1)
            slot = {"campus": "east", "start": f"{day}T{10 + number}:00:00{offset}", "end": f"{day}T{11 + number}:00:00{offset}"}
            key = {"Idempotency-Key": f"k{number}-{next(count)}"}
            answer, text = ask("POST", "/api/v1/bookings", {"bookings": [slot]}, {**session, **key})
            note("bookings", answer.status)
            if answer.status == 429: time.sleep(0.2)
            if answer.status != 201: return
            booking = json.loads(text)["bookings"][0]["booking"]
            booking = booking if isinstance(booking, str) else booking["booking"]
            answer, _ = ask("DELETE", f"/api/v1/bookings/{booking}", headers=session)
            note("cancellations", answer.status)

    def held(flood, head, count, more=b""):
        """Connections that are kept open, each opened anew when it is closed."""
        def work():
            sockets = []
            while not over.is_set():
                try:
                    while len(sockets) < count and not over.is_set():
                        one = socket.create_connection(("127.0.0.1", port), timeout=5, source_address=("127.0.0.9", 0) if head == b"" else None)
                        one.setblocking(False)
                        if head: one.send(head(len(sockets)))
                        sockets.append(one)
                        note(flood, "opened")
                except OSError as error: note(flood, type(error).__name__)
                left = []
                for one in sockets:
                    try:
                        if more: one.send(more)
                        if one.recv(65536) == b"": note(flood, "closed"); one.close(); continue
                    except BlockingIOError: pass
                    except OSError: note(flood, "closed"); one.close(); continue
                    left.append(one)
                sockets = left
                time.sleep(0.5)
        threading.Thread(target=work, daemon=True).start()

    def slow(number):
        return (f"POST /api/v1/session HTTP/1.1\r\nHost: gate\r\nX-Forwarded-For: 192.0.2.{number % 50}\r\n"
                "Content-Type: application/json\r\nContent-Length: 9000\r\n\r\n{").encode()

    def stream(number):
        return f"GET /api/v1/events HTTP/1.1\r\nHost: gate\r\nX-Forwarded-For: 192.0.2.{number % 50}\r\n\r\n".encode()

    held("idle connections", b"", 200)
    held("slow bodies", slow, 100, b" ")
    held("streams", stream, 150)

    rows = "patron,name,standing\n" + "".join(f"3021{number:06},Somebody {number},active\n" for number in range(5000))

    @again("imports")
    def bring():
        answer, _ = ask("POST", "/api/v1/import/patrons", rows, {"Authorization": f"Bearer {import_token}", "Content-Type": "text/csv"}, timeout=120)
        note("imports", answer.status)

    for report in ("visits", "refusals"):
        @again("reports")
        def look(report=report):
            day = date()
            answer, _ = ask("GET", f"/api/v1/desk/reports/{report}?by=hour&from={day}&until={day}", headers=staff)
            note("reports", answer.status)
            if answer.status == 429: time.sleep(0.2)


def phase():
    before = figures()
    time.sleep(seconds)
    after = figures()
    return {key: after[key] - before[key] for key in after}


alone = phase()
start_floods()
time.sleep(2)
flooded = phase()
over.set()
print(json.dumps({"alone": alone, "flooded": flooded, "answers": {flood: dict(counts) for flood, counts in answers.items()}}))
