"""Segments: who is meant by a few rules, as they are written."""

import pytest

from tidings.people import public as people


@pytest.fixture(autouse=True)
def town(saved):
    saved(
        id="ana", country="PT", region="Lisbon", language="pt-BR", attributes={"plan": "gold", "it's": "100%"}
    )
    saved(id="ben", country="PT", region="Porto", language="pt", attributes={"plan": "silver", "years": 3})
    saved(id="eva", country="ES", language="es", relationship="former", attributes={"plan": "gold"})


@pytest.fixture
def meant(now):
    def meant(**rules):
        people.save_segment(name="s", rules=people.SegmentRules(**rules), actor="command", now=now)
        batches = people.segment_batches(name="s", rows=2)
        found = [name for batch in batches for name in batch.column("external_id").to_pylist()]
        assert people.segment_size(rules=people.SegmentRules(**rules)) == len(found)
        return found

    return meant


@pytest.mark.parametrize(
    ("rules", "who"),
    [
        ({}, ["ana", "ben", "eva"]),
        ({"relationship": ("customer", "prospect")}, ["ana", "ben"]),
        ({"country": "pt"}, ["ana", "ben"]),
        ({"country": "PT", "region": "porto"}, ["ben"]),
        ({"language": "pt"}, ["ana", "ben"]),
        ({"attributes": {"plan": "gold"}}, ["ana", "eva"]),
        ({"attributes": {"plan": "gold", "it's": "100%"}}, ["ana"]),
        ({"attributes": {"years": "3"}}, ["ben"]),
        ({"attributes": {"plan": "Gold"}}, []),
        ({"attributes": {"' OR true --": "x"}}, []),
        ({"country": "PT' OR 'a' = 'a"}, []),
    ],
)
def test_all_rules_must_hold_as_they_are_written(meant, rules, who):
    assert meant(**rules) == who


def test_who_said_yes_last_is_meant_by_consent(meant, saved):
    yes = {"granted": True, "purpose": "marketing", "topic": "offers", "at": "2026-01-01"}
    no = yes | {"granted": False, "at": "2026-02-01"}
    saved(id="ana", consents=[yes])
    saved(id="ben", consents=[yes, no])
    assert meant(consent="offers") == ["ana"]


def test_a_segment_nobody_made_is_unknown():
    with pytest.raises(people.UnknownSegment):
        list(people.segment_batches(name="none", rows=2))
