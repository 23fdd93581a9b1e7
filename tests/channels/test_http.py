"""The way out over HTTP: what became of a request that is cut, slow, redirected, garbled or too big."""

from collections.abc import Iterator
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.channels.scripted_http import Cut, Said, ScriptedHttp
from tidings.channels.http import MOST_OCTETS, Client, Lost, Response, base_url, meaning


@pytest.fixture
def server() -> Iterator[ScriptedHttp]:
    server = ScriptedHttp()
    yield server
    server.close()


@pytest.fixture
def client() -> Iterator[Client]:
    client = Client(patience_s=0.5)
    yield client
    client.close()


def lost(client: Client, url: str, body: bytes = b"{}") -> Lost:
    with pytest.raises(Lost) as caught:
        client.call("POST", url, body=body)
    return caught.value


def test_one_connection_serves_many_requests(server: ScriptedHttp, client: Client) -> None:
    assert [client.call("POST", server.url, body=b"x").status for _ in range(5)] == [200] * 5
    assert (server.connections, [asked.body for asked in server.asked]) == (1, [b"x"] * 5)


def test_a_connection_the_other_side_ended_while_idle_is_made_again(
    server: ScriptedHttp, client: Client
) -> None:
    client.call("POST", server.url)
    server.hang_up_on_all()
    assert client.call("POST", server.url).status == 200
    assert len(server.asked) == 2


def test_nobody_there_is_transient_and_the_way_is_to_blame(server: ScriptedHttp, client: Client) -> None:
    server.close()
    outcome = lost(client, server.url).outcome
    assert (outcome.state, outcome.unreachable) == ("transient", True)


def test_a_request_cut_before_it_left_us_whole_was_not_acted_on(server: ScriptedHttp, client: Client) -> None:
    server.plan(Cut(stage="after the head"))
    outcome = lost(client, server.url, body=b"x" * 50_000_000).outcome
    assert (outcome.state, outcome.unreachable) == ("transient", True)
    assert not server.asked


@pytest.mark.parametrize(
    "planned",
    [
        Cut(stage="after the request"),
        Cut(stage="after the request", after_s=3),
        Said(raw=b"what is this?\r\n\r\n"),
        Said(raw=b"HTTP/1.1 200 OK\r\nContent-", cut=True),
    ],
    ids=["cut", "silent", "garbage", "half a head"],
)
def test_a_request_that_was_taken_but_not_answered_is_unknown_and_sent_once(
    server: ScriptedHttp, client: Client, planned: Cut | Said
) -> None:
    server.plan(planned)
    began = monotonic()
    assert lost(client, server.url).outcome.state == "unknown"
    assert monotonic() - began < 2
    assert len(server.asked) == 1
    assert client.call("POST", server.url).status == 200


def test_an_answer_within_patience_is_taken(server: ScriptedHttp, client: Client) -> None:
    server.plan(Said(body=b"late", after_s=0.2))
    assert client.call("POST", server.url).body == b"late"


def test_a_body_that_never_ends_is_cut_and_the_status_stands(server: ScriptedHttp, client: Client) -> None:
    server.plan(Said(status=400, body=b"x" * (MOST_OCTETS + 1)), Said(headers={"Content-Length": "9"}))
    huge, short = client.call("POST", server.url), client.call("POST", server.url)
    assert (huge.status, len(huge.body), huge.whole) == (400, MOST_OCTETS, False)
    assert (short.status, short.whole) == (200, False)
    assert client.call("POST", server.url).whole


def test_a_redirect_is_not_followed(server: ScriptedHttp, client: Client) -> None:
    server.plan(Said(status=307, headers={"Location": "http://elsewhere.example/"}))
    outcome = meaning(client.call("POST", server.url))
    assert (outcome.state, outcome.unreachable, len(server.asked)) == ("transient", True, 1)


def test_the_environment_names_no_proxy(
    server: ScriptedHttp, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert client.call("GET", server.url).status == 200


@pytest.mark.parametrize(
    ("status", "state", "unreachable", "throttled"),
    [
        (200, "accepted", False, False),
        (202, "accepted", False, False),
        (302, "transient", True, False),
        (400, "permanent", False, False),
        (401, "transient", True, False),
        (403, "transient", True, False),
        (404, "permanent", False, False),
        (408, "transient", False, False),
        (410, "permanent", False, False),
        (429, "transient", False, True),
        (500, "transient", False, False),
        (503, "transient", False, False),
        (504, "unknown", False, False),
    ],
)
def test_what_a_status_means(status: int, state: str, unreachable: bool, throttled: bool) -> None:
    outcome = meaning(Response(status=status, headers={}, body=b""))
    assert (outcome.state, outcome.unreachable, outcome.throttled) == (state, unreachable, throttled)


@given(some.integers(100, 599), some.text())
def test_every_answer_has_a_meaning(status: int, wait: str) -> None:
    outcome = meaning(Response(status=status, headers={"retry-after": wait}, body=b""))
    assert outcome.says
    assert outcome.retry_after_s is None or outcome.retry_after_s >= 0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "999999999999"}, 86400.0),
        (
            {
                "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT",
                "date": "Wed, 21 Oct 2015 07:27:30 GMT",
            },
            30.0,
        ),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, None),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 -0000", "date": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_how_long_to_wait_is_read_without_a_clock(headers: dict[str, str], seconds: float | None) -> None:
    assert Response(status=429, headers=headers, body=b"").retry_after_s == seconds


def test_a_url_in_clear_is_for_this_machine_only() -> None:
    assert base_url("THE_URL", "https://api.example/v1/") == "https://api.example/v1"
    assert base_url("THE_URL", "http://127.0.0.1:80/") == "http://127.0.0.1:80"
    for url in ("http://api.example", "ftp://api.example", "api.example", ""):
        with pytest.raises(ValueError, match="THE_URL must be like https://"):
            base_url("THE_URL", url)
