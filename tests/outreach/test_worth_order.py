"""Several offers for one person: what is worth most to them takes the room that the caps leave."""

import pytest

from tests.outreach.conftest import Company
from tests.policies import STANDS_IN
from tidings.campaigns import public as campaigns
from tidings.outreach import public as outreach
from tidings.outreach.digests_due import gather
from tidings.outreach.models import Decision, Outreach
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db


def worth(campaign: str, value: float, now) -> None:
    found = {"level": "normal", "since": now, "epoch_since": now, "value": value, "telling": value}
    campaigns.record_urgency(campaign_id=campaigns.campaign(name=campaign).id, found=found, now=now)


def granted(purpose: str, topic: str = "", channel: str = "") -> dict:
    return {
        "purpose": purpose,
        "topic": topic,
        "channel": channel,
        "granted": True,
        "at": "2026-01-01T00:00:00Z",
    }


def test_the_best_go_first_to_the_caps_and_the_order_of_what_was_heard_is_kept(company: Company) -> None:
    company.customer(consents=[granted("marketing", "offers"), granted("marketing", channel="email")])
    for name, value in [("small", 0.01), ("middling", 0.05), ("large", 0.4)]:
        company.campaign(name, "offers", trigger=f"{{event: shop.{name}, per: order.id}}")
        worth(name, value, company.now)
    for order, name in enumerate(["small", "middling", "large"]):
        company.happens(f"shop.{name}", order=f"o{order}")
    made = company.decides()  # two offers a week
    assert [(one.campaign.name, one.verdict) for one in made] == [
        ("small", "refuse"),
        ("middling", "contact"),
        ("large", "contact"),
    ]
    # The next digest, on Tuesday, would come too late for it.
    assert Decision.objects.get(campaign__name="small").reasons == ["too_many_contacts", "outbid"]


@pytest.fixture
def offers(company: Company) -> Company:
    """Ana, who may be told two offers a week, and three campaigns of different worth to her."""
    company.customer(consents=[granted("marketing", "offers"), granted("marketing", channel="email")])
    for name, value in [("small", 0.01), ("middling", 0.05), ("large", 0.4)]:
        company.campaign(name, "offers", trigger=f"{{event: shop.{name}, per: order.id}}")
        worth(name, value, company.now)
    return company


def rhythm(company: Company, **digest: object) -> None:
    """The company's own word on digests."""
    about = {
        "name": "Shop",
        "zone": "America/Sao_Paulo",
        "language": "en",
        "sender_email": "news@shop.example",
    }
    own = STANDS_IN | {"digest": digest}
    staff.save_company(actor="test", now=company.now, second_person=False, policy=own, **about)


def heard(company: Company, *names: str) -> dict[str, Decision]:
    """What is decided when these happen, in this order, before the next decision."""
    for name in names:
        company.happens(f"shop.{name}", order=f"o{company.count}")
    return {one.campaign.name: one for one in company.decides()}


def test_what_is_outbid_joins_a_digest_that_comes_in_time(offers: Company) -> None:
    rhythm(offers, every="day")
    made = heard(offers, "small", "middling", "large")
    joined = made["small"]
    assert (joined.verdict, made["large"].verdict) == ("digest", "contact")
    assert "outbid" in joined.reasons and "too_many_contacts" not in joined.reasons
    assert joined.seen["recent"][0] == joined.seen["outbid"][0] == 2
    assert joined.outreach.digest == "waiting" and joined.outreach.due_at > offers.now
    told = outreach.why(outreach.decision(id=joined.id))
    assert "Of these 2 were on their way for something of more value." in told.counted
    assert any("less often" in change for change in told.changes)
    assert outreach.replays(outreach.decision(id=joined.id))


def test_the_policy_may_keep_offers_out_of_digests(offers: Company) -> None:
    rhythm(offers, every="day", joins=["service"])
    refused = heard(offers, "small", "middling", "large")["small"]
    assert (refused.verdict, refused.reasons) == ("refuse", ["too_many_contacts", "outbid"])
    assert refused.seen["outbid"] == [] and outreach.replays(outreach.decision(id=refused.id))


def test_better_offers_that_wait_to_be_sent_outbid_what_comes_later(offers: Company) -> None:
    heard(offers, "large", "middling")
    assert "outbid" in heard(offers, "small")["small"].reasons


def test_what_was_there_first_is_not_overtaken_and_outbids_nothing_better(offers: Company) -> None:
    heard(offers, "small", "middling")
    assert heard(offers, "large")["large"].reasons == ["too_many_contacts"]


def test_what_has_been_sent_is_past_bidding(offers: Company) -> None:
    heard(offers, "large", "middling")
    Outreach.objects.update(state="sent", sent_at=offers.now)
    assert heard(offers, "small")["small"].reasons == ["too_many_contacts"]


def test_offers_of_equal_worth_outbid_nobody(offers: Company) -> None:
    for order in range(3):
        offers.happens("shop.large", order=f"same-{order}")
    *_, last = offers.decides()
    assert last.reasons == ["too_many_contacts"]


def test_what_would_have_been_refused_anyway_was_not_outbid(offers: Company) -> None:
    rhythm(offers, every="day")
    heard(offers, "middling", "middling")
    Outreach.objects.update(state="sent", sent_at=offers.now)  # the two of this week
    Outreach.objects.filter(id=Outreach.objects.first().id).update(state="pending", sent_at=None)
    worth("middling", 0.0, offers.now)
    assert heard(offers, "small")["small"].reasons == ["too_many_contacts"]


def test_what_joined_waits_for_the_next_digest_while_the_caps_have_no_room(offers: Company) -> None:
    rhythm(offers, every="day")
    waiting = heard(offers, "small", "middling", "large")["small"].outreach
    Outreach.objects.exclude(id=waiting.id).update(state="sent", sent_at=offers.now)
    offers.later(hours=23)  # the day's digest: the week's two offers have been told
    gather(offers.now)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.digest, waiting.reason) == ("pending", "waiting", "too_many_contacts")
    assert waiting.due_at > offers.now
    offers.later(hours=24)  # no digest comes before it is old news
    gather(offers.now)
    waiting.refresh_from_db()
    assert waiting.state == "refused"
