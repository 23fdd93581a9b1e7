"""Peers' failure 1: a GET on an emailed link changed something."""

from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client

from tests.portal.conftest import clock
from tests.portal.journey import Told, tell

__all__ = ["clock"]

SCANNERS = [
    "SuiteCRM Core #628: mail scanners opted people out",
    "Rock RMS #7034: links followed by GET unsubscribed whole staff",
    "useSend #412: a GET unsubscribed",
    "Dittofeed: the unsubscribe page acted when it was loaded",
]


@pytest.fixture
def told(db: None) -> Told:
    return tell()


def whole_database() -> dict[str, str]:
    """A digest of every table's rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f"SELECT coalesce(string_agg(t::text, '' ORDER BY t::text), '') FROM \"{table}\" t"
            )
            found[table] = sha256(cursor.fetchone()[0].encode()).hexdigest()
    return found


def links(told: Told) -> list[str]:
    """Every address a message carries, and those one click further."""
    steps = [f"/n/{told.notice}/steps/{step}" for step in ("keep", "cancel", "talk", "track")]
    return [
        f"/n/{told.notice}",
        *steps,
        f"/n/{told.notice}/ask",
        f"/n/{told.notice}/doubt",
        f"/u/{told.stop}",
        f"/u/{told.stop}?List-Unsubscribe=One-Click",
        f"/preferences/{told.preferences}",
        f"/preferences/{told.preferences}?what=stop&scope=all",
        f"/preferences/{told.preferences}/data?kind=erase",
    ]


@pytest.mark.parametrize("origin", SCANNERS)
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_peers_1_following_any_link_changes_nothing(told: Told, origin: str, method: str) -> None:
    before = whole_database()
    for link in links(told):
        getattr(Client(), method)(link, headers={"user-agent": origin.partition(":")[0]})
    assert whole_database() == before


def test_peers_1_one_click_works_only_by_post(told: Told) -> None:
    before = whole_database()
    answer = Client().post(f"/u/{told.stop}", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and whole_database() != before
