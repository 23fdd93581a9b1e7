"""How long a request is remembered, and what becomes of one whose process died."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from psycopg_pool import AsyncConnectionPool

from tidings.api.idempotency import ABANDONED_AFTER, KEPT_FOR, Once, Reply, key_of
from tidings.api.problems import Refusal

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2018, 8, 20, 12, tzinfo=UTC)


@pytest.fixture
def begin(database_url, transactional_db):
    """Begins a request and keeps its answer if it has one."""

    def begin(now, *, body=b"{}", answer=None):
        async def once():
            async with AsyncConnectionPool(
                database_url, min_size=1, open=False, kwargs={"autocommit": True}
            ) as pool:
                request = Once(pool, "holder", "key", body)
                found = await request.begin(now)
                if answer is not None:
                    await request.keep(202, answer)
                return found

        try:
            return asyncio.run(once())
        except Refusal as refusal:
            return refusal.status

    return begin


def test_an_answer_is_kept_for_a_day(begin):
    assert begin(NOW, answer=b'{"stored":1}') is None
    assert begin(NOW + KEPT_FOR - timedelta(seconds=1)) == Reply(202, b'{"stored":1}')
    assert begin(NOW + timedelta(hours=1), body=b"other") == 422
    assert begin(NOW + KEPT_FOR) is None


def test_a_request_whose_process_died_may_begin_again_after_a_minute(begin):
    assert begin(NOW) is None
    assert begin(NOW + ABANDONED_AFTER - timedelta(seconds=1)) == 409
    assert begin(NOW + ABANDONED_AFTER, body=b"other") == 422
    assert begin(NOW + ABANDONED_AFTER) is None


@pytest.mark.parametrize(
    "header", ['"8e03978e-40d5-43e8-bc93-6894a57f9324"', "8e03978e-40d5-43e8-bc93-6894a57f9324"]
)
def test_a_key_is_a_quoted_text_or_a_bare_token(header):
    assert key_of(header) == "8e03978e-40d5-43e8-bc93-6894a57f9324"


@pytest.mark.parametrize("header", ['""', '"a', 'a b"', '"\u00e9"', "x" * 300, '"a"; b=1'])
def test_any_other_key_is_refused(header):
    with pytest.raises(Refusal) as refusal:
        key_of(header)
    assert refusal.value.status == 400
