"""The door for what channels' other sides send, over real HTTP: verified, bounded, kept before it is answered."""

import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.conversations.toy import Toy, body, installed, signature
from tests.live import LiveSite, wait_for
from tidings.ground import clock
from tidings.ground.models import Inbound, InboundRefusal

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = body(("receipt", {"state": "delivered", "provider_id": "p1"}))


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Toy]:
    with installed(Toy(), monkeypatch) as channel:
        yield channel


@pytest.fixture
def door(toy: Toy, live_site: LiveSite) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=live_site.url, timeout=20) as client:
        yield client


def post(door: httpx.Client, content: bytes = GOOD, **more: Any) -> httpx.Response:
    headers = {"X-Toy": signature(content)} | more.pop("headers", {})
    return door.post(more.pop("to", "/in/sms/main"), content=content, headers=headers, **more)


def test_what_is_signed_is_kept_as_it_came_before_it_is_answered(
    door: httpx.Client, live_site: LiveSite
) -> None:
    answer = post(door, to="/in/sms/main?x=1", headers={"Authorization": "Basic secret"})
    assert (answer.status_code, answer.text) == (200, "kept")
    row = Inbound.objects.get()
    assert (row.channel, row.account, row.kind, row.state) == ("sms", "main", "http", "pending")
    assert (bytes(row.body), row.url) == (GOOD, f"{live_site.url}/in/sms/main?x=1")
    assert row.headers["x-toy"] == signature(GOOD)
    assert "authorization" not in row.headers
    assert clock.now() - row.received_at < timedelta(minutes=1)


def test_the_same_request_again_is_answered_and_kept_once(door: httpx.Client) -> None:
    assert [post(door).status_code for _ in range(3)] == [200, 200, 200]
    assert Inbound.objects.count() == 1


def test_many_at_once_are_kept_each_once(door: httpx.Client) -> None:
    bodies = [body(("receipt", {"state": "delivered", "provider_id": f"p{n % 50}"})) for n in range(200)]
    with ThreadPoolExecutor(8) as pool:
        assert {answer.status_code for answer in pool.map(lambda one: post(door, one), bodies)} == {200}
    assert Inbound.objects.count() == 50


def test_what_nothing_proves_is_refused_counted_and_not_kept(
    door: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("WARNING"):
        for _ in range(3):
            answer = post(door, b'{"name": "Maria Secret"}', headers={"X-Toy": "0" * 64})
            assert answer.status_code == 403
        wait_for(InboundRefusal.objects.exists, "the count of refusals")
    assert "sms/main" in caplog.text
    assert "Maria" not in caplog.text + answer.text
    assert Inbound.objects.count() == 0
    refusal = InboundRefusal.objects.get()
    assert (refusal.channel, refusal.count, refusal.says) == ("sms", 3, "the signature does not fit")


def test_a_get_is_answered_and_changes_nothing(door: httpx.Client) -> None:
    answer = door.get("/in/sms/main?challenge=1")
    assert (answer.status_code, answer.text) == (200, "pong")
    assert Inbound.objects.count() == 0


@pytest.mark.parametrize(
    "path",
    ["/in/pigeon/main", "/in/sms/second", "/in/sms", "/in/sms/", "/in/", "/in/sms/main/x", "/in/%00/main"],
)
def test_an_address_of_nobody_is_not_found(door: httpx.Client, path: str) -> None:
    assert post(door, to=path).status_code == 404


def test_an_account_without_its_settings_is_not_found(
    door: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TOY_SECRET")
    assert post(door).status_code == 404


def test_other_methods_and_packed_bodies_are_refused(door: httpx.Client) -> None:
    assert door.put("/in/sms/main", content=GOOD).status_code == 405
    assert post(door, headers={"Content-Encoding": "gzip"}).status_code == 415


def test_a_body_has_a_limit_whether_it_says_its_length_or_not(door: httpx.Client) -> None:
    assert post(door, b"x" * 1_000_001).status_code == 413
    parts = (b"x" * 100_000 for _ in range(11))
    assert door.post("/in/sms/main", content=parts).status_code == 413
    assert Inbound.objects.count() == 0


def test_strange_headers_and_addresses_harm_nobody(door: httpx.Client) -> None:
    answer = post(
        door,
        to="/in/sms/main?q=%00%ff",
        headers={"X-Odd": b"\xff\xfe caf\xe9".decode("latin-1").encode("latin-1")},
    )
    assert answer.status_code == 200
    assert Inbound.objects.get().url.endswith("?q=%00%ff")


def test_the_answer_comes_quickly(door: httpx.Client) -> None:
    times = []
    for n in range(150):
        content = body(("receipt", {"state": "delivered", "provider_id": f"p{n}"}))
        began = time.perf_counter()
        assert post(door, content).status_code == 200
        times.append(time.perf_counter() - began)
    assert statistics.median(times) < 0.05, f"median {statistics.median(times):.3f} s"
