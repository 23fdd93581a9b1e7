"""`./run FILE.jsonl`: one's own customers and events from one file, with what is wrong named line by line."""

import json
from datetime import UTC, datetime

import pytest

from tidings.campaigns import public as campaigns
from tidings.people import public as people
from tidings.site.mixed_file import take_in_file

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
EVENT = {
    "specversion": "1.0",
    "source": "/shop",
    "type": "com.example.order.placed",
    "time": "2026-03-02T09:00:00Z",
}
LINES = [
    {**EVENT, "id": "e-1", "subject": "C-1"},
    {"id": "C-1", "name": "Grace Hopper", "language": "en", "email": "grace@example.com"},
    {"id": "C-2", "email": "not-an-address"},
    {**EVENT, "id": "e-2", "subject": "nobody"},
    {**EVENT, "id": ""},
    ["neither"],
]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in LINES) + "\n{half a line\n", encoding="utf-8")
    return path


@pytest.mark.django_db
def test_customers_and_events_are_told_apart_and_each_refused_line_says_why(file):
    told = take_in_file(file, now=NOW)
    assert told[0].startswith(
        "mine.jsonl: 1 customers new, 0 changed, 0 as they were; 2 events stored, 0 known already"
    )
    assert [line.strip().partition(":")[0] for line in told[1:]] == ["line 6", "line 7", "line 3", "line 5"]
    assert people.find(external_ids=["C-1", "C-2"]).keys() == {"C-1"}


@pytest.mark.django_db
def test_events_of_people_we_do_not_know_are_kept(file):
    take_in_file(file, now=NOW)
    assert {line.id: line.customer for line in campaigns.every_event()} == {"e-1": "C-1", "e-2": "nobody"}


@pytest.mark.django_db
def test_taking_the_file_in_again_changes_nothing(file):
    take_in_file(file, now=NOW)
    assert (
        "0 customers new, 0 changed, 1 as they were; 0 events stored, 2 known already"
        in take_in_file(file, now=NOW)[0]
    )
