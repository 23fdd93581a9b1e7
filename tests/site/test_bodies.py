"""What a stranger may send: no page keeps more on disk than its largest form, or waits for it without end."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest

from tests.live import LiveSite
from tidings.site.bodies import LARGEST, BodyRefused, bounded


def megabytes(count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield b"x" * 1_000_000


@pytest.mark.parametrize(
    "path", ["/is-it-you", "/console/sign-in", "/api/v1/customers", "/console/customers/imports/new"]
)
def test_a_body_without_a_stated_length_ends_at_the_limit(live_site: LiveSite, path: str) -> None:
    sent = 0

    def counted() -> Iterator[bytes]:
        nonlocal sent
        for part in megabytes(80):
            sent += len(part)
            yield part

    with suppress(httpx.WriteError, httpx.ReadError):  # the answer may be lost with the line that was cut
        assert httpx.post(live_site.url + path, content=counted(), timeout=20).status_code == 413
    assert sent < 60_000_000


def test_a_body_within_the_limit_is_answered_by_the_page(live_site: LiveSite) -> None:
    assert httpx.post(live_site.url + "/is-it-you", data={"code": "x" * 1000}).status_code == 422


def test_a_body_that_says_it_is_too_large_is_refused() -> None:
    async def too_much() -> dict[str, object]:
        return {"type": "http.request", "body": b"x" * (LARGEST + 1), "more_body": True}

    async def ask() -> None:
        await bounded("/n/x", too_much)()

    with pytest.raises(BodyRefused) as refused:
        asyncio.run(ask())
    assert refused.value.status == 413


def test_a_body_that_never_ends_is_refused_after_a_while() -> None:
    async def drop_by_drop() -> dict[str, object]:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def ask() -> None:
        receive = bounded("/n/x", drop_by_drop, seconds=0.1)
        while True:
            await receive()

    with pytest.raises(BodyRefused) as refused:
        asyncio.run(ask())
    assert refused.value.status == 408
