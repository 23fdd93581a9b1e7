"""An attempt is written several times: each time where it stands, so that no index is entered again."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.outreach.delivering import NOON, found_company, make_due
from tidings.channels.contract import Outcome
from tidings.outreach.claiming import claim
from tidings.outreach.completing import Done, complete
from tidings.outreach.compose import Voice

pytestmark = pytest.mark.django_db
WRITTEN = """
SELECT pg_stat_get_xact_tuples_updated(id), pg_stat_get_xact_tuples_hot_updated(id)
FROM (SELECT 'outreach_attempt'::regclass::oid AS id) attempts
"""


@pytest.fixture(autouse=True)
def company(db: None) -> Iterator[None]:
    found_company()
    yield


def test_recording_a_batch_enters_no_index_of_attempts_again() -> None:
    make_due(*(f"c{number:02}" for number in range(40)))
    claims = claim(now=NOON, voice=Voice()).claims
    sent = Outcome(state="accepted", says="250 2.0.0 Ok")
    complete([Done(each, sent, NOON) for each in claims])
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        assert cursor.fetchone() == (40, 40)
