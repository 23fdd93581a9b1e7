"""What customers did to a campaign's urgency, from rows to the next decision."""

from datetime import datetime, timedelta

import pytest

from tests.outreach.delivering import NOON, found_company, make_due
from tidings.campaigns import public as campaigns
from tidings.conversations.models import Interaction
from tidings.ground.clock import SimulatedClock
from tidings.insight.urgency import next_due, urgency_loop
from tidings.outreach.models import Outreach
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def company(db: None) -> None:
    found_company()


def sent(
    count: int, *, event: str = "card-used", acts_after: timedelta | None = None, share: float = 1
) -> list[Outreach]:
    """So many contacts that went out at noon, some of them acted on after a while."""
    rows = make_due(*(f"{event}{n}" for n in range(count)), event=event)
    Outreach.objects.update(state="sent", sent_at=NOON)
    if acts_after:
        Interaction.objects.bulk_create(
            Interaction(
                customer_id=row.customer_id,
                outreach=row,
                at=NOON + acts_after,
                kind="answered",
                detail={"outcome": "noted"},
            )
            for row in rows[: round(count * share)]
        )
    return rows


def look(at: datetime) -> int:
    return urgency_loop().step(SimulatedClock(at))


def test_nothing_is_weighed_before_anything_went_out() -> None:
    assert next_due() is None
    assert look(NOON) == 0


def test_what_its_sender_calls_urgent_falls_when_those_who_act_take_their_time() -> None:
    sent(60, acts_after=timedelta(hours=20), share=0.5)
    assert look(NOON + timedelta(minutes=1)) == 2
    assert campaigns.urgency(campaign="card-used").level == "urgent"
    assert look(NOON + DAY) == 2
    found = campaigns.urgency(campaign="card-used")
    assert (found.level, found.reason) == ("normal", "not_prompt")
    assert found.e_value >= found.needed
    [told] = [line for line in staff.audit() if line.action == "campaign.urgency"]
    assert (told.object, told.detail["from"], told.detail["to"]) == ("card-used", "urgent", "normal")
    [later] = make_due("late-comer", event="card-used", now=NOON + DAY)
    assert later.urgency == "normal"


def test_prompt_acts_bear_the_urgency_out() -> None:
    sent(60, acts_after=timedelta(minutes=20), share=0.5)
    look(NOON + 3 * DAY)
    found = campaigns.urgency(campaign="card-used")
    assert (found.level, found.reason) == ("urgent", "declared")
    assert found.low < 0.5 < found.high + 0.2


def test_it_is_looked_at_every_ten_minutes_while_anything_may_come_back() -> None:
    sent(3)
    assert look(NOON + timedelta(minutes=1)) == 2
    assert look(NOON + timedelta(minutes=5)) == 0
    assert next_due() == NOON + timedelta(minutes=11)
    look(NOON + 4 * DAY)
    assert next_due() is None


def test_a_person_may_say_otherwise_with_a_reason_that_is_kept() -> None:
    sent(60, acts_after=timedelta(hours=20), share=0.5)
    look(NOON + DAY)
    with pytest.raises(campaigns.OverrideRefused):
        campaigns.override_urgency(
            campaign="card-used", level="urgent", why=" ", actor="user:a@b.c", now=NOON + DAY
        )
    campaigns.override_urgency(
        campaign="card-used",
        level="urgent",
        why="Fraud was rising that week",
        actor="user:a@b.c",
        now=NOON + DAY,
    )
    found = campaigns.urgency(campaign="card-used")
    assert (found.level, found.in_force, found.override_by) == ("normal", "urgent", "user:a@b.c")
    [later] = make_due("late-comer", event="card-used", now=NOON + DAY)
    assert later.urgency == "now"
    assert staff.audit()[0].detail == {"level": "urgent", "why": "Fraud was rising that week"}
