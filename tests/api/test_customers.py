"""Customers through the API: the same records, the same refusals, each field named with its mend."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tidings.people import public as people
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
AT = "2026-01-01T09:30:00-03:00"
ALL = ("import.customers", "see.customers", "edit.customers")


@pytest.fixture
def call():
    def make(method, path, body=None, scopes=ALL, **headers):
        _, raw = staff.create_key(name="shop", scopes=scopes, actor="command", now=NOW)
        more = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
        headers = {"Authorization": f"Bearer {raw}"} | headers
        return getattr(Client(), method)(f"/api/v1/customers{path}", headers=headers, **more)

    return make


def test_one_record_is_created_then_unchanged_and_found_by_its_id(call):
    record = {"id": "c-1", "name": "Ana", "country": "BR", "region": "SP", "email": "Ana@Example.com"}
    assert call("post", "", record).json() == {
        "customers": [{"id": "c-1", "state": "created", "problems": []}]
    }
    assert call("post", "", record).json()["customers"][0]["state"] == "unchanged"
    found = call("get", "/c-1").json()
    assert (found["id"], found["zones"], found["points"][0]["address"]) == (
        "c-1",
        ["America/Sao_Paulo"],
        "Ana@example.com",
    )


def test_a_refused_record_is_a_problem_that_names_each_field(call):
    answer = call("post", "", {"id": "c-1", "email": "nobody", "mobile": "1", "emial": "x"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert {problem["field"] for problem in answer.json()["problems"]} == {"email", "mobile", "emial"}
    assert all(problem["says"] and problem["mend"] for problem in answer.json()["problems"])


def test_of_many_records_each_is_told_apart_and_a_later_one_of_the_same_id_wins(call):
    records = [{"id": "c-1", "name": "A"}, {"id": ""}, {"id": "c-1", "name": "B"}, {"id": "c-2"}]
    outcome = call("post", "", records).json()["customers"]
    assert [each["state"] for each in outcome] == ["created", "refused", "updated", "created"]
    assert call("get", "/c-1").json()["name"] == "B"


def test_too_many_records_at_once_are_refused_whole(call):
    assert call("post", "", [{"id": str(n)} for n in range(1001)]).status_code == 413
    assert people.counts().customers == 0


def test_what_the_api_saves_never_clears_a_stop(call):
    call("post", "", {"id": "c-1", "email": "a@example.com"})
    assert call("post", "/c-1/stops", {"scope": "all"}).json() == {"new": True}
    assert call("post", "/c-1/stops", {"scope": "all"}).json() == {"new": False}
    yes = {"purpose": "all", "granted": True, "at": AT}
    call("post", "", {"id": "c-1", "email": "a@example.com", "consents": [yes]})
    call("post", "/c-1/consents", yes)
    [stop] = call("get", "/c-1").json()["suppressions"]
    assert (stop["scope"], stop["lifted_at"]) == ("all", None)


def test_a_consent_is_written_once_for_each_idempotency_key(call):
    call("post", "", {"id": "c-1"})
    _, raw = staff.create_key(name="shop", scopes=ALL, actor="command", now=NOW)
    headers = {"Authorization": f"Bearer {raw}", "Idempotency-Key": '"k1"'}
    body = json.dumps({"purpose": "marketing", "granted": True, "at": AT})
    for new in (True, False):
        answer = Client().post(
            "/api/v1/customers/c-1/consents", headers=headers, data=body, content_type="application/json"
        )
        assert answer.json() == {"new": new}
    assert len(call("get", "/c-1").json()["consents"]) == 1


def test_preferences_change_only_what_is_said(call):
    call("post", "", {"id": "c-1"})
    call("patch", "/c-1/preferences", {"channels": ["email", "mobile"], "hours": ["09:00", "18:00"]})
    found = call("patch", "/c-1/preferences", {"paused_until": AT}).json()["preferences"]
    assert found[0]["channels"] == ["email", "mobile"]
    assert found[0]["paused_until"].startswith("2026-01-01T12:30:00")
    assert (
        call("patch", "/c-1/preferences", {"paused_until": None}).json()["preferences"][0]["paused_until"]
        is None
    )


def test_hours_may_differ_by_weekday(call):
    call("post", "", {"id": "c-1"})
    sent = {"hours": {"mon": ["09:00", "12:00"], "sat": ["10:00", "11:00"]}}
    [found] = call("patch", "/c-1/preferences", sent).json()["preferences"]
    assert [day and day[0][:5] for day in found["hours"]] == ["09:00", None, None, None, None, "10:00", None]
    assert call("patch", "/c-1/preferences", {"hours": {"day": ["09:00", "12:00"]}}).status_code == 422


def test_a_customer_is_shown_with_places_and_last_dealings(call):
    call("post", "", {"id": "c-1", "country": "US", "region": "FL", "last_purchase": "2025-01-31"})
    found = call("get", "/c-1").json()
    assert (found["places"], found["last_purchase"], found["listed"]) == (["us", "us-fl"], "2025-01-31", {})


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("post", "/c-1/consents", {"purpose": "fun", "granted": True, "at": AT}, "purpose"),
        (
            "post",
            "/c-1/consents",
            {"purpose": "marketing", "granted": True, "at": "2026-01-01T09:30:00"},
            "at",
        ),
        ("post", "/c-1/stops", {"scope": "everything"}, "scope"),
        ("post", "/c-1/stops", {"scope": "topic:nobody-writes-about"}, "scope"),
        ("post", "/c-1/stops", {"scope": "all", "channel": "text"}, "channel"),
        ("patch", "/c-1/preferences", {"language": "klingonese"}, "language"),
    ],
)
def test_what_a_customer_cannot_have_said_is_refused_at_its_field(call, method, path, body, field):
    call("post", "", {"id": "c-1"})
    answer = call(method, path, body)
    assert (answer.status_code, answer.json()["problems"][0]["field"]) == (422, field)


def test_a_yes_from_the_future_is_refused(call):
    call("post", "", {"id": "c-1"})
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert call("post", "/c-1/consents", {"purpose": "all", "granted": True, "at": later}).status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "body", "scope"),
    [
        ("post", "", {"id": "c-1"}, "import.customers"),
        ("get", "/c-1", None, "see.customers"),
        ("post", "/c-1/consents", {"purpose": "all", "granted": False, "at": AT}, "edit.customers"),
        ("patch", "/c-1/preferences", {}, "edit.customers"),
        ("post", "/c-1/stops", {"scope": "all"}, "edit.customers"),
    ],
)
def test_each_call_needs_its_scope(call, method, path, body, scope):
    others = [one for one in ALL if one != scope]
    assert call(method, path, body, scopes=others).status_code == 403
    call("post", "", {"id": "c-1"})
    assert call(method, path, body, scopes=[scope]).status_code == 200


def test_who_is_not_known_is_not_found(call):
    for method, path, body in [("get", "/x", None), ("post", "/x/stops", {"scope": "all"})]:
        answer = call(method, path, body)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")


def test_a_link_opens_the_customers_chat_and_from_then_on_they_can_be_told_there(call):
    call("post", "", {"id": "c-1", "name": "Ana"})
    made = call("post", "/c-1/chat-link").json()
    page = "/" + made["url"].split("/", 3)[3]
    assert Client().get(page).status_code == 200
    assert datetime.fromisoformat(made["expires_at"]) > datetime.now(UTC) + timedelta(days=29)
    [point] = call("get", "/c-1").json()["points"]
    assert (point["channel"], point["address"], point["state"]) == ("chat", "c-1", "usable")
    assert call("post", "/nobody/chat-link").status_code == 404
    assert call("post", "/c-1/chat-link", scopes=("see.customers",)).status_code == 403
