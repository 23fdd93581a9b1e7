"""Stops, restarts and preferences: the person's own, at once, on the timeline and told to the company."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.portal.journey import SENT, found_company, launch, save_customer, tell
from tidings.conversations import public as conversations
from tidings.conversations.models import Interaction
from tidings.ground import webhooks
from tidings.ground.models import WebhookMessage
from tidings.outreach.models import Outreach
from tidings.people import public as people

NOW = SENT + timedelta(hours=1)
SCOPES = ("all", "topic:deliveries", "purpose:marketing")


@pytest.mark.django_db
def test_a_stop_withdraws_what_waits_within_its_scope_only() -> None:
    parcel, offer = tell("maria", state="pending"), tell("joao", state="pending", topic="offers")
    Outreach.objects.filter(id=offer.outreach_id).update(customer_id=parcel.customer_id)
    conversations.stop(customer_id=parcel.customer_id, scope="purpose:marketing", by="page", now=NOW)
    states = dict(Outreach.objects.values_list("id", "state"))
    assert states == {parcel.outreach_id: "pending", offer.outreach_id: "withdrawn"}


@pytest.mark.django_db
def test_a_stop_after_coming_back_is_a_new_one() -> None:
    told = tell()
    webhooks.add_endpoint(url="https://shop.example/hook", topics=["contact.stopped"], now=SENT)
    for hour in range(2):
        at = NOW + timedelta(hours=hour)
        assert conversations.stop(customer_id=told.customer_id, scope="all", by="page", now=at)
        assert not conversations.stop(customer_id=told.customer_id, scope="all", by="page", now=at)
        back = at + timedelta(minutes=1)
        assert conversations.restart(customer_id=told.customer_id, scope="all", by="page", now=back)
        assert not conversations.restart(customer_id=told.customer_id, scope="all", by="page", now=back)
    kinds = list(Interaction.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["stopped", "restarted"] * 2
    assert WebhookMessage.objects.count() == 2


@pytest.mark.django_db
def test_a_preference_that_is_none_is_refused_whole() -> None:
    told = tell()
    with pytest.raises(ValueError, match="not a preference: colour"):
        conversations.change_preferences(
            customer_id=told.customer_id, changes={"digest": True, "colour": "red"}, now=NOW
        )
    with pytest.raises(people.Refused):
        conversations.change_preferences(
            customer_id=told.customer_id, changes={"channels": ["pigeon"]}, now=NOW
        )
    assert Interaction.objects.count() == 0


class Stops(TestCase):
    """However stops and returns follow each other, the last word on each scope is what holds."""

    @classmethod
    def setUpTestData(cls) -> None:
        found_company()
        launch()

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(acts=st.lists(st.tuples(st.booleans(), st.sampled_from(SCOPES)), max_size=6))
    def test_the_last_word_on_each_scope_holds(self, acts: list[tuple[bool, str]]) -> None:
        id, now, stopped = save_customer("maria", "en"), datetime(2026, 3, 2, tzinfo=UTC), set[str]()
        for stop, scope in acts:
            now += timedelta(minutes=1)
            act = conversations.stop if stop else conversations.restart
            assert act(customer_id=id, scope=scope, by="page", now=now) == (stop is (scope not in stopped))
            (stopped.add if stop else stopped.discard)(scope)
        person = people.person(customer_id=id)
        assert {one.scope for one in person.suppressions if one.lifted_at is None} == stopped
