"""What the calls answer: outreaches and why, campaigns, events, check codes, webhook endpoints."""

import pytest
from django.test import Client

import tidings.campaigns.public as campaigns
import tidings.outreach.public as outreach
import tidings.staff.public as staff
from tests.campaigns.events_at_hand import NOW, REVIEW, customer, event, launched, taken
from tests.policies import STANDS_IN
from tidings.ground import clock
from tidings.ground.clock import SimulatedClock

pytestmark = pytest.mark.django_db


@pytest.fixture
def api():
    raw = staff.create_key(name="test", scopes=list(staff.CAPABILITY_SAYS), actor="command", now=NOW)[1]
    with clock.using(SimulatedClock(NOW)):
        yield Client(headers={"Authorization": f"Bearer {raw}"})


def decided(count=1):
    """Outreaches made by the decide loop."""
    staff.save_company(actor="command", now=NOW, policy=STANDS_IN)
    launched(REVIEW)
    customer()
    [decide] = [loop for loop in outreach.loops(channels=()) if loop.name == "decide"]
    events = [event("review.written", {"review": {"id": f"r{n}", "score": 1}}) for n in range(count)]
    campaigns.store(events=events, now=NOW)
    decide.step(SimulatedClock(NOW))
    return outreach.find_outreach()


def test_outreaches_are_listed_page_by_page(api):
    made = decided(3)
    first = api.get("/api/v1/outreaches?limit=2").json()
    rest = api.get(f"/api/v1/outreaches?limit=2&after={first['next']}").json()
    assert [each["id"] for each in first["items"] + rest["items"]] == [card.id for card in made]
    assert rest["next"] is None
    assert first["items"][0]["customer"] == "c1"
    assert api.get("/api/v1/outreaches?campaign=other").json()["items"] == []


def test_one_outreach_says_why(api):
    [card] = decided()
    assert api.get(f"/api/v1/outreaches/{card.id}").json()["thread"] == "review.id=r0"
    why = api.get(f"/api/v1/outreaches/{card.id}/why").json()
    assert why["reasons"] and why["says"] and why["story"] and why["pack"]
    assert api.get("/api/v1/outreaches/999999").status_code == 404


def test_a_campaign_is_launched_paused_and_resumed(api):
    launched()
    assert api.post("/api/v1/campaigns", {"text": REVIEW}, "application/json").json()["state"] == "live"
    assert [each["name"] for each in api.get("/api/v1/campaigns").json()] == ["low-review"]
    assert api.post("/api/v1/campaigns/low-review/pause").json()["state"] == "paused"
    assert api.post("/api/v1/campaigns/low-review/resume").json()["state"] == "live"
    assert api.get("/api/v1/campaigns/low-review/counts").json() == {
        "verdicts": {},
        "reasons": {},
        "states": {},
    }
    assert any(line.actor.startswith("key:") for line in staff.audit(limit=10))


def test_a_campaign_that_is_refused_says_where_and_how_to_mend_it(api):
    launched()
    answer = api.post(
        "/api/v1/campaigns", {"text": REVIEW.replace("trigger:", "triger:")}, "application/json"
    )
    assert answer.status_code == 400
    assert any("trigger" in problem["mend"] for problem in answer.json()["problems"])
    campaigns.save_version(text=REVIEW, actor="user:ann@example.com", now=NOW)
    assert api.post("/api/v1/campaigns/low-review/pause").status_code == 409


def test_events_with_problems_are_listed_and_taken_up_again(api):
    launched(REVIEW)
    taken(event("review.written", {"review": {"id": "r1", "score": 1}}, who="stranger"), event("other", {}))
    counts = api.get("/api/v1/events/counts").json()
    assert (counts["problem"], counts["unknown"], counts["unknown_types"][0]["type"]) == (1, 1, "other")
    [item] = api.get("/api/v1/events/problems").json()["items"]
    assert item["problems"][0]["says"] == "stranger is unknown"
    assert api.post("/api/v1/events/again", {"ids": [item["id"]]}, "application/json").json() == {"count": 1}


def test_a_check_code_is_ours_or_not_and_too_many_must_wait(api):
    [card] = decided()

    def verdict(code, asker="192.0.2.1"):
        return api.post("/api/v1/checks", {"code": code, "asker": asker}, "application/json")

    assert verdict(card.code.lower()).json() == {"verdict": "ours"}
    assert verdict("nonsense").json() == {"verdict": "typo"}
    many = [verdict("nonsense").status_code for _ in range(20)]
    assert many[-1] == 429 and verdict("nonsense", "192.0.2.2").status_code == 200


def test_a_webhook_secret_is_shown_once(api):
    body = {"url": "https://example.com/hear", "topics": ["outreach.sent"]}
    made = api.post("/api/v1/webhooks", body, "application/json")
    assert made.status_code == 201 and made.json()["secret"].startswith("whsec_")
    [listed] = api.get("/api/v1/webhooks").json()
    assert "secret" not in listed and listed["topics"] == ["outreach.sent"]
    assert api.delete(f"/api/v1/webhooks/{listed['id']}").status_code == 204
    assert api.delete(f"/api/v1/webhooks/{listed['id']}").status_code == 404
    refused = api.post("/api/v1/webhooks", {"url": "ftp://x"}, "application/json")
    assert refused.status_code == 400 and refused.json()["problems"][0]["field"] == "url"


def test_why_names_rules_and_what_was_seen_for_refusals_too(api):
    [card] = decided()
    listed = api.get("/api/v1/decisions?customer=c1&verdict=contact").json()["items"]
    assert [each["outreach_id"] for each in listed] == [card.id]
    why = api.get(f"/api/v1/decisions/{listed[0]['id']}/why?language=pt").json()
    assert why["replays"] and why["seen"]["purpose"] == card.purpose
    assert {"company.hours", "company.consent"} <= {rule["id"] for rule in why["rules"]}
    assert why["channel"][0].startswith("Por email") and why["counted"] and why["changes"]
    assert api.get("/api/v1/decisions/999999/why").status_code == 404
    assert api.get("/api/v1/decisions?customer=nobody").status_code == 404


def test_a_contact_made_elsewhere_is_told_once(api):
    customer()
    said = {"id": "call-1", "customer": "c1", "channel": "voice:mobile", "purpose": "service", "at": NOW}
    answers = [api.post("/api/v1/contacts", said, "application/json").json() for _ in range(2)]
    assert answers == [{"new": True}, {"new": False}]
    assert api.post("/api/v1/contacts", said | {"customer": "x"}, "application/json").status_code == 404
    assert api.post("/api/v1/contacts", said | {"purpose": "fun"}, "application/json").status_code == 400
    for at in ("2026-01-01T00:00:00", "9999-01-01T00:00:00Z"):
        unclear = said | {"id": "call-2", "at": at}
        assert api.post("/api/v1/contacts", unclear, "application/json").status_code == 422


def test_a_case_is_opened_and_closed_by_your_own_name_for_it(api):
    customer()
    case = {"id": "T-7", "topic": "orders"}
    assert api.post("/api/v1/cases/c1/opened", case, "application/json").json() == {"new": True}
    assert api.post("/api/v1/cases/c1/opened", case, "application/json").json() == {"new": False}
    assert api.post("/api/v1/cases/c1/closed", {"id": "T-7"}, "application/json").json() == {"new": True}
    assert api.post("/api/v1/cases/c1/closed", {"id": "T-7"}, "application/json").json() == {"new": False}
