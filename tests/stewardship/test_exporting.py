"""A person's copy: all rooms, plain JSON, and a record that can be imported again."""

import json

from tests.portal.journey import Told
from tests.stewardship.conftest import NOW, RECORD
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.stewardship import public as stewardship


def export(told: Told) -> dict[str, object]:
    return stewardship.export(customer_id=told.customer_id, actor="command", now=NOW)


def test_the_copy_holds_what_every_room_knows(maria: Told) -> None:
    document = export(maria)
    assert document["schema"] == stewardship.SCHEMA
    assert json.loads(json.dumps(document)) == document
    assert {event["event_id"] for event in document["campaigns"]["events"]} == {"maria", "maria-e2", "e3"}
    assert [each["code"] for each in document["outreach"]["outreaches"]] == [maria.code]
    assert document["outreach"]["decisions"][0]["reasons"]
    assert document["outreach"]["attempts"][0]["address"] == "maria@example.org"
    assert document["outreach"]["outside_contacts"][0]["source"] == "agents"
    said = {entry["says"] for entry in document["conversations"]["interactions"]}
    assert {"Maria cancels", "Maria asks: where is it?"} <= said


def test_the_copy_is_of_nobody_else(maria: Told) -> None:
    assert "bento" not in json.dumps(export(maria)).lower()


def test_the_record_can_be_imported_again_and_says_the_same(maria: Told) -> None:
    record = export(maria)["record"]
    elsewhere = people.save(record={**record, "id": "maria-elsewhere"}, now=NOW).customer_id
    again = stewardship.export(customer_id=elsewhere, actor="command", now=NOW)["record"]
    assert {**again, "id": record["id"]} == record
    assert record["name"] == RECORD["name"] and record["attributes"] == RECORD["attributes"]


def test_handing_over_is_in_the_audit_trail_without_the_person(maria: Told) -> None:
    from tidings.staff import public as staff

    export(maria)
    [line] = [line for line in staff.audit() if line.action == "person.exported"]
    assert (line.object, dict(line.detail)) == (f"customer:{maria.customer_id}", {})


def test_a_copy_that_was_asked_for_is_then_done(maria: Told) -> None:
    stewardship.ask(customer_id=maria.customer_id, kind="copy", now=NOW)
    assert export(maria)["requests"][0]["done_at"] is None
    assert [card.done_at for card in stewardship.requests(customer_id=maria.customer_id)] == [NOW]
    assert stewardship.waiting() == []


def test_a_request_has_a_month(maria: Told) -> None:
    assert stewardship.ask(customer_id=maria.customer_id, kind="copy", now=NOW)
    assert not stewardship.ask(customer_id=maria.customer_id, kind="copy", now=NOW)
    [card] = stewardship.waiting()
    assert card.due_on.isoformat() == "2026-04-02"
    assert outreach.outreach(id=maria.outreach_id).customer_id == card.customer_id
