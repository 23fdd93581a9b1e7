"""The door for events, over real HTTP: CloudEvents in three modes, keys, limits, and the same request again."""

import asyncio
import json
import time

import httpx
import pytest
from django.db import connection

import tidings.campaigns.public as campaigns
import tidings.staff.public as staff
from tidings.ground import clock

G13 = {
    "specversion": "1.0",
    "type": "com.example.someevent",
    "source": "/mycontext",
    "id": "A234-1234-1234",
    "time": "2018-04-05T17:31:00Z",
    "datacontenttype": "application/json",
    "data": {"appinfoA": "abc"},
}
STRUCTURED = {"Content-Type": "application/cloudevents+json"}
BATCH = {"Content-Type": "application/cloudevents-batch+json"}
pytestmark = pytest.mark.django_db(transaction=True)


def key(*scopes):
    return staff.create_key(name="shop", scopes=scopes or ("send.events",), actor="command", now=clock.now())[
        1
    ]


@pytest.fixture
def door(live_site):
    with httpx.Client(
        base_url=live_site.url, headers={"Authorization": f"Bearer {key()}"}, timeout=20
    ) as client:
        yield client


def kept():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT source, event_id, type, subject, customer, time, data FROM campaigns_event ORDER BY id"
        )
        return cursor.fetchall()


def states(answer):
    assert answer.status_code == 202, answer.text
    return [result["state"] for result in answer.json()["results"]]


def problem(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (told["type"], told["status"]) == ("about:blank", status) and told["title"] and told["detail"]
    return told


def test_a_structured_event_is_stored_once(door):
    assert states(door.post("/events", json=G13, headers=STRUCTURED)) == ["stored"]
    assert states(door.post("/events", json=G13, headers=STRUCTURED)) == ["duplicate"]
    [(source, id, type, _, _, time, data)] = kept()
    assert (source, id, type) == ("/mycontext", "A234-1234-1234", "com.example.someevent")
    assert (time.isoformat(), json.loads(data)) == ("2018-04-05T17:31:00+00:00", {"appinfoA": "abc"})


def test_a_binary_event_is_the_same_event(door):
    headers = {f"ce-{name}": value for name, value in G13.items() if name not in ("data", "datacontenttype")}
    binary = headers | {"Content-Type": "application/json; charset=utf-8", "ce-subject": "caf%C3%A9"}
    assert states(door.post("/events", content=b'{"appinfoA":"abc"}', headers=binary)) == ["stored"]
    assert states(door.post("/events", json=G13, headers=STRUCTURED)) == ["duplicate"]
    assert kept()[0][3] == "café"


def test_a_binary_event_needs_no_data(door):
    headers = {"ce-id": "1", "ce-source": "/a", "ce-type": "t", "ce-specversion": "1.0"}
    assert states(door.post("/events", headers=headers)) == ["stored"]


@pytest.mark.parametrize("copies", [1, 100])
def test_a_batch_says_what_became_of_each_and_keeps_the_good_ones(door, copies):
    good = [
        {**G13, "id": f"b{n}", "data": {"note": 'tab\t, back\\slash, line\n, quote" and café'}}
        for n in range(copies)
    ]
    bad = {name: value for name, value in G13.items() if name != "id"}
    answer = door.post("/events", json=[*good, bad, good[0], 7], headers=BATCH)
    assert states(answer) == ["stored"] * copies + ["refused", "duplicate", "refused"]
    assert [answer.json()[name] for name in ("stored", "duplicate", "refused")] == [copies, 1, 2]
    assert answer.json()["results"][copies]["problems"][0]["field"] == "id"
    assert [json.loads(row[6]) for row in kept()] == [good[0]["data"]] * copies


def test_an_empty_batch_is_no_mistake(door):
    assert states(door.post("/events", json=[], headers=BATCH)) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": None}, "id"),
        ({"type": ""}, "type"),
        ({"ComExample": "x"}, "ComExample"),
        ({"specversion": "0.3"}, "specversion"),
        ({"time": "2018-04-05T17:31:00"}, "time"),
        ({"data": {"a": "\0"}}, "data"),
        ({"datacontenttype": "text/xml"}, "datacontenttype"),
    ],
)
def test_a_bad_event_is_refused_with_its_field_and_mend(door, change, field):
    told = problem(door.post("/events", content=json.dumps(G13 | change), headers=STRUCTURED), 400)
    assert [each["field"] for each in told["problems"]] == [field]
    assert all(each["says"] and each["mend"] for each in told["problems"])
    assert kept() == []


def test_a_number_too_large_for_the_database_is_refused_alone(door):
    event = json.dumps(G13).replace('"abc"', "1e308")
    assert states(door.post("/events", content=event, headers=STRUCTURED)) == ["stored"]
    huge = json.dumps(G13 | {"id": "2"}).replace('"abc"', "1" + "0" * 200000)
    problem(door.post("/events", content=huge, headers=STRUCTURED), 413)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{}"),
        ("", b"{}"),
        ("text/plain", b"hello"),
        ("application/cloudevents+xml", b"<event/>"),
        ("application/cloudevents+json; charset=latin-1", b"{}"),
    ],
)
def test_a_wrong_content_type_says_which_one_is_right(door, content_type, body):
    headers = {"Content-Type": content_type} if content_type else {}
    told = problem(door.post("/events", content=body, headers=headers), 415)
    assert "Send" in told["detail"]


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"\xff", b"[" * 5000, b'{"a":' * 5000])
@pytest.mark.parametrize("headers", [STRUCTURED, BATCH])
def test_what_is_no_json_is_refused(door, body, headers):
    answer = door.post("/events", content=body, headers=headers)
    assert answer.status_code == 400 or (headers is BATCH and states(answer) == ["refused"])
    assert kept() == []


def test_an_event_may_have_64_kib_and_no_more(door):
    padding = "x" * (64 * 1024 - len(json.dumps(G13)) - 20)
    fits = G13 | {"data": {"padding": padding}}
    assert states(door.post("/events", json=fits, headers=STRUCTURED)) == ["stored"]
    large = G13 | {"id": "2", "data": {"padding": padding + "x" * 100}}
    problem(door.post("/events", json=large, headers=STRUCTURED), 413)
    assert states(door.post("/events", json=[large, fits], headers=BATCH)) == ["refused", "duplicate"]


def test_only_a_live_key_with_the_scope_may_send(live_site, door):
    def answer(authorization):
        headers = STRUCTURED | ({"Authorization": authorization} if authorization else {})
        return httpx.post(live_site.url + "/events", json=G13, headers=headers)

    for wrong in (None, "Bearer", "Bearer tdg_nope_nope", "Basic abc", "Bearer é".encode()):
        assert "Bearer" in answer(wrong).headers["www-authenticate"]
        problem(answer(wrong), 401)
    problem(answer(f"Bearer {key('see.outreach')}"), 403)
    assert states(answer(f"bearer {key()}")) == ["stored"]


def test_a_revoked_key_ends_within_a_second(live_site):
    card, raw = staff.create_key(name="old", scopes=["send.events"], actor="command", now=clock.now())
    with httpx.Client(
        base_url=live_site.url, headers=STRUCTURED | {"Authorization": f"Bearer {raw}"}
    ) as client:
        assert states(client.post("/events", json=G13)) == ["stored"]
        staff.revoke_key(prefix=card.prefix, actor="command", now=clock.now())
        time.sleep(1.05)
        problem(client.post("/events", json=G13), 401)


def test_events_are_sent_by_post(door):
    answer = door.get("/events")
    problem(answer, 405)
    assert answer.headers["allow"] == "POST"


def test_the_same_key_and_body_get_the_same_answer(door):
    again = STRUCTURED | {"Idempotency-Key": '"8e03978e-40d5-43e8-bc93-6894a57f9324"'}
    first, second = (door.post("/events", json=G13, headers=again) for _ in range(2))
    assert first.content == second.content and states(second) == ["stored"]
    problem(door.post("/events", json=G13 | {"id": "other"}, headers=again), 422)
    assert len(kept()) == 1


def test_a_refused_request_may_be_mended_under_its_key(door):
    again = STRUCTURED | {"Idempotency-Key": "k1"}
    problem(door.post("/events", json=G13 | {"type": ""}, headers=again), 400)
    assert states(door.post("/events", json=G13, headers=again)) == ["stored"]


def test_keys_belong_to_their_holder_and_bad_ones_are_refused(live_site, door):
    again = STRUCTURED | {"Idempotency-Key": "k1"}
    assert states(door.post("/events", json=G13, headers=again)) == ["stored"]
    other = {"Authorization": f"Bearer {key()}"}
    assert states(httpx.post(live_site.url + "/events", json=G13, headers=again | other)) == ["duplicate"]
    problem(door.post("/events", json=G13, headers=STRUCTURED | {"Idempotency-Key": '"a b'}), 400)


def test_of_two_at_once_one_is_carried_out(live_site, door):
    headers = dict(door.headers) | STRUCTURED | {"Idempotency-Key": "k2"}
    batch = [G13 | {"id": str(n)} for n in range(2000)]

    async def both():
        async with httpx.AsyncClient(base_url=live_site.url, headers=headers | BATCH, timeout=20) as client:
            return await asyncio.gather(*(client.post("/events", json=batch) for _ in range(4)))

    answers = asyncio.run(both())
    assert {answer.status_code for answer in answers} <= {202, 409}
    assert [states(each) for each in answers if each.status_code == 202] and len(kept()) == 2000
    assert all(states(each) == ["stored"] * 2000 for each in answers if each.status_code == 202)


def test_many_at_once_share_commits_and_each_hears_of_its_own(live_site, door):
    events = [G13 | {"id": str(n % 40), "data": {"n": n}} for n in range(120)]
    events[7] = events[7] | {"id": ""}

    async def all_of_them():
        async with httpx.AsyncClient(
            base_url=live_site.url, headers=dict(door.headers) | STRUCTURED, timeout=20
        ) as client:
            return await asyncio.gather(*(client.post("/events", json=event) for event in events))

    answers = asyncio.run(all_of_them())
    assert [answer.status_code for answer in answers].count(400) == 1
    found = [states(answer)[0] for answer in answers if answer.status_code == 202]
    assert (found.count("stored"), found.count("duplicate")) == (40, 79)
    assert len(kept()) == 40


def test_what_was_stored_wakes_the_loops(door, database_url):
    import psycopg

    with psycopg.connect(database_url, autocommit=True) as wire:
        wire.execute("LISTEN tidings_events")
        for n in range(2):
            door.post("/events", json=G13, headers=STRUCTURED)
            heard = [notice.channel for notice in wire.notifies(timeout=0.5, stop_after=1)]
            assert heard == (["tidings_events"] if n == 0 else [])
    assert campaigns.next_event_due() is not None


def test_without_its_database_the_door_says_to_come_again(door, settings, database_url):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE campaigns_event RENAME TO hidden")
    try:
        problem(door.post("/events", json=G13, headers=STRUCTURED), 500)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE hidden RENAME TO campaigns_event")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'WITH stored%'"
        )
    answers = [door.post("/events", json=G13 | {"id": str(n)}, headers=STRUCTURED) for n in range(3)]
    assert {answer.status_code for answer in answers} <= {202, 503} and answers[-1].status_code == 202
