"""Live streams, with a real server, a real database and a real client."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import httpx
import psycopg
import pytest
import uvicorn
from django.test import Client

from tests.live import wait_for
from tidings.ground import streams
from tidings.ground.serving import Server
from tidings.staff.models import User

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@contextmanager
def serving() -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            streams.application, lifespan="off", log_level="warning", timeout_graceful_shutdown=30
        )
        running = Server(config)
        running.url = f"http://127.0.0.1:{listener.getsockname()[1]}/live"
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        wait_for(lambda: running.started, "the streams")
        yield running
        running.should_exit = True
        thread.join(10)
        running.ended = not thread.is_alive()


def session_of(*roles: str) -> dict[str, str]:
    user = User.objects.create(
        email=f"{len(roles)}@example.com", password=None, created_at=NOON, roles=list(roles)
    )
    client = Client()
    client.force_login(user)
    return {"sessionid": client.cookies["sessionid"].value}


@contextmanager
def listening(server: Server, cookies: dict[str, str]) -> Iterator[Iterator[str]]:
    with (
        httpx.Client(cookies=cookies, timeout=10) as client,
        client.stream("GET", f"{server.url}?topic=changed") as said,
    ):
        assert said.status_code == 200
        lines = said.iter_lines()
        heard = (line.removeprefix("data: ") for line in lines if line.startswith("data: "))
        assert next(heard) == "*"  # fetch now
        yield heard


def tell(database_url: str, *ids: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as wire:
        for each in ids:
            wire.execute("SELECT pg_notify('tidings_changed', %s)", [each])


def listeners(database_url: str) -> int:
    with psycopg.connect(database_url) as wire:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        return wire.execute(query).fetchone()[0]


def test_strangers_and_people_without_the_role_hear_nothing(server: Server) -> None:
    assert httpx.get(server.url, params={"topic": "changed"}).status_code == 401
    assert (
        httpx.get(server.url, params={"topic": "changed"}, cookies={"sessionid": "made-up"}).status_code
        == 401
    )
    assert httpx.get(server.url, params={"topic": "changed"}, cookies=session_of()).status_code == 403
    assert httpx.get(server.url, params={"topic": "everything"}).status_code == 404


def test_a_change_reaches_every_reader_over_one_connection(server: Server, database_url: str) -> None:
    cookies = session_of("agent")
    with (
        listening(server, cookies) as first,
        listening(server, cookies) as second,
        listening(server, cookies) as third,
    ):
        tell(database_url, "17")
        assert [next(first), next(second), next(third)] == ["17", "17", "17"]
        assert listeners(database_url) == 1


def test_a_burst_is_few_events_and_its_end_is_not_lost(server: Server, database_url: str) -> None:
    with listening(server, session_of("agent")) as heard:
        tell(database_url, *(str(number) for number in range(50)))
        ids: set[str] = set()
        events = 0
        while "49" not in ids:
            ids |= set(next(heard).split())
            events += 1
        assert ids == {str(number) for number in range(50)}
        assert events <= 3


def test_a_lost_connection_to_the_database_says_fetch_again(server: Server, database_url: str) -> None:
    with listening(server, session_of("agent")) as heard:
        with psycopg.connect(database_url, autocommit=True) as wire:
            wire.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
            )
        assert next(heard) == "*"
        tell(database_url, "18")
        assert next(heard) == "18"


def test_a_stream_ends_when_its_reader_signs_out(
    server: Server, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT", 0.2)
    with listening(server, session_of("agent")) as heard:
        User.objects.update(is_active=False)
        assert next(heard, "ended") == "ended"


def test_a_stream_that_is_never_silent_ends_too_when_its_reader_is_sent_away(
    server: Server, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT", 0.3)
    monkeypatch.setattr(streams, "PACE", 0.05)
    with listening(server, session_of("agent")) as heard:
        User.objects.update(is_active=False)
        for told in range(50):
            tell(database_url, str(told))
            if next(heard, "ended") == "ended":
                break
        assert told < 49


@pytest.mark.parametrize("odd", ["a,b=c", "[x]=y", "=", 'z="'])
def test_another_sites_odd_cookie_keeps_nobody_out(server: Server, odd: str) -> None:
    session = session_of("agent")["sessionid"]
    with httpx.stream(
        "GET", f"{server.url}?topic=changed", headers={"Cookie": f"{odd}; sessionid={session}"}
    ) as said:
        assert said.status_code == 200


def test_a_session_that_cannot_be_one_is_nobodys(server: Server) -> None:
    answer = httpx.get(f"{server.url}?topic=changed", headers={"Cookie": r'sessionid="abcdefgh\000"'})
    assert answer.status_code == 401


def test_shutdown_ends_the_streams_at_once() -> None:
    with serving() as running:
        client = httpx.Client(cookies=session_of("agent"), timeout=10)
        with client, client.stream("GET", f"{running.url}?topic=changed") as said:
            lines = said.iter_lines()
            next(lines)
            running.should_exit = True
            assert "fetch" not in "".join(lines)  # ends, instead of waiting for the half minute of grace
    assert running.ended


def test_ids_are_told_unless_there_are_none_or_too_many() -> None:
    assert streams.event("changed", {"2", "1"}) == b"event: changed\ndata: 1 2\n\n"
    assert streams.event("changed", {"", "1"}) == b"event: changed\ndata: *\n\n"
    assert streams.event("changed", {str(n) for n in range(101)}) == b"event: changed\ndata: *\n\n"
