"""A customer with much to show, in a real browser: accessible and within the window at any width."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from tests.browsing import stands
from tests.console.test_walk import enter, make_user, shoot
from tests.live import LiveSite
from tidings.people import public as people

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def customer() -> int:
    yes = {
        "purpose": "marketing",
        "granted": True,
        "at": "2020-01-01T10:00:00Z",
        "evidence": "web form of the branch",
    }
    record = {
        "id": "8f14e45fceea167a5a36dedd4bea2543",
        "name": "Ana Souza",
        "language": "pt-BR",
        "since": "2019-04-01",
        "country": "BR",
        "region": "AM",
        "city": "Manaus",
        "emails": ["ana.souza@example.com", "a.rather.long.address.of.hers@subdomain.example.com"],
        "mobile": "+15555550123",
        "landline": "+442079460018 ext. 12",
        "post": {"line1": "Rua das Flores 12", "city": "Manaus", "postal_code": "69000-000"},
        "organisation": {"id": "acme", "name": "Acme Ltda", "role": "buyer"},
        "consents": [
            yes,
            {"purpose": "marketing", "channel": "mobile", "granted": False, "at": "2021-01-01"},
        ],
        "preferences": [
            {"channels": ["email", "post"], "hours": "09:00-12:00"},
            {"topic": "offers", "digest": True},
        ],
        "attributes": {"plan": "gold", "branch": 12},
    }
    saved = people.save(record=record, now=NOW).customer_id
    bounce = {"reason": "hard_bounce", "source": "smtp", "evidence": {}, "now": NOW}
    people.suppress_address(channel="email", address="ana.souza@example.com", **bounce)
    people.stop(
        customer_id=saved, scope="topic:offers", reason="stopped", source="customer", evidence={}, now=NOW
    )
    later = NOW + timedelta(days=1)
    people.lift(customer_id=saved, scope="topic:offers", evidence={"page": "preferences"}, now=later)
    people.save(record={"id": record["id"], "landline": None}, now=later)
    return saved


def test_a_full_customer_is_accessible_and_fits(
    customer: int, live_site: LiveSite, page: Any, axe: Any
) -> None:
    make_user("agent")
    enter(page, live_site, "agent@example.com")
    page.goto(f"{live_site.url}/console/customers/{customer}/")
    stands(page, axe, shoot=partial(shoot, page, "full-customer"))


def test_an_agent_stops_everything_from_the_page(customer: int, live_site: LiveSite, page: Any) -> None:
    make_user("agent")
    enter(page, live_site, "agent@example.com")
    page.goto(f"{live_site.url}/console/customers/{customer}/")
    page.get_by_label("They ask us to stop").select_option("all")
    page.get_by_role("button", name="Stop", exact=True).click()
    assert "stopped everything" in page.locator("main").inner_text()
    assert people.person(customer_id=customer).suppressions[0].scope == "all"
