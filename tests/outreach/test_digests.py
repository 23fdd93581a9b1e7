"""Digests over a real SMTP server: what waits is told together, once, checked again, and stops like anything else."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from tests.outreach.delivering import by_smtp, found_company, happened
from tidings.campaigns import public as campaigns
from tidings.channels.email.mailbox import Mailbox
from tidings.channels.email.sink import running
from tidings.core.worth.merits import is_probe
from tidings.ground import links, webhooks
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until
from tidings.ground.models import WebhookMessage
from tidings.outreach import public as outreach
from tidings.outreach.digests_due import gather, settle_carried, together
from tidings.outreach.models import Decision, Outreach
from tidings.outreach.recent import lately
from tidings.outreach.rules import policy_of
from tidings.people import public as people
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
TUESDAY_TEN = datetime(2026, 3, 3, 10, tzinfo=UTC)
TOPICS = """
news: {purpose: service, urgency: normal, channels: [email], title: {en: Statements, pt: Extratos}}
tips: {purpose: service, urgency: normal, channels: [email], title: {en: Tips, pt: Dicas}}
"""
CAMPAIGN = """
campaign: {name}
topic: {topic}
trigger: {{event: com.example.{name}, per: order.id}}
needs: {{order.id: text, order.item: text}}
notice:
  en:
    what: "Your {{{{ order.item }}}} is ready."
    means: "You can look at it whenever you like."
    done: "We have put it on your page."
    next_steps: [{{id: fine, says: "Thank you", does: confirm}}]
    if_ignored: "It stays there."
strategy: {{channels: [email], expires: {expires}}}
"""


@pytest.fixture(autouse=True)
def company(db: None) -> None:
    found_company()
    campaigns.sync_topics(text=TOPICS, actor="test", now=MONDAY)
    for name, topic, expires in [
        ("statement", "news", "30d"),
        ("tip", "tips", "30d"),
        ("brief", "tips", "6h"),
    ]:
        text = CAMPAIGN.format(name=name, topic=topic, expires=expires)
        campaigns.launch(text=text, actor="test", now=MONDAY)


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[str]:
    with running(tmp_path) as url:
        yield url


def customer(id: str = "ana", *topics: str) -> int:
    record = {"id": id, "name": f"Person {id}", "email": f"{id}@example.com", "zone": "UTC"}
    made = people.save(record=record, now=MONDAY).customer_id
    for topic in topics:
        people.prefer(customer_id=made, topic=topic, digest=True, now=MONDAY)
    return made


def happens(event: str, item: str, id: str = "ana", at: datetime = MONDAY) -> None:
    campaigns.store(events=[campaigns.read_cloudevent(happened(id, event, item, at))], now=at)


def live(sink: str, *, start: datetime = MONDAY, until: datetime) -> None:
    run_until(outreach.loops(channels=by_smtp(sink)), SimulatedClock(start), until)


def states() -> list[tuple[str, str, str]]:
    rows = Outreach.objects.order_by("id").select_related("campaign")
    return [(row.campaign.name, row.digest, row.state) for row in rows]


def test_what_a_customer_wants_together_comes_in_one_mail_at_their_rhythm(sink: str, tmp_path: Path) -> None:
    customer("ana", "news", "tips")
    happens("statement", "statement")
    happens("tip", "tip of the month")
    live(sink, until=TUESDAY_TEN - timedelta(minutes=1))
    assert [row.verdict for row in Decision.objects.all()] == ["digest", "digest"]
    assert "digest_chosen" in Decision.objects.first().reasons
    assert not list(Mailbox(tmp_path).all())
    live(sink, start=TUESDAY_TEN - timedelta(minutes=1), until=TUESDAY_TEN + timedelta(minutes=5))
    [mail] = Mailbox(tmp_path).all()
    assert mail.subject == "Your summary from Example Shop: Statements, Tips"
    assert "Your statement is ready." in mail.text and "Your tip of the month is ready." in mail.text
    assert sorted(states()) == [("statement", "", "sent"), ("tip", "carried", "sent")]
    assert mail.text.count("https://shop.example/n/") >= 2


def test_a_digest_counts_as_one_contact(sink: str) -> None:
    id = customer("ana", "news", "tips")
    happens("statement", "statement")
    happens("tip", "tip")
    live(sink, until=TUESDAY_TEN + timedelta(minutes=5))
    assert Outreach.objects.filter(customer_id=id, state="sent").count() == 2
    now = TUESDAY_TEN + timedelta(minutes=6)
    caps = policy_of(staff.company()).counted(now)
    counts = lately(customers=[id], caps=caps, now=now).counts(id, purpose="service", topic="news")
    assert {1} == {
        count
        for cap, count in zip(caps, counts, strict=True)
        if "service" in cap.purposes and not cap.channels
    }


def test_a_stop_takes_its_item_out_and_leaves_the_others(sink: str, tmp_path: Path) -> None:
    id = customer("ana", "news", "tips")
    happens("statement", "statement")
    happens("tip", "tip")
    live(sink, until=MONDAY + timedelta(hours=1))
    assert outreach.stopped(customer_id=id, scope="topic:news", now=MONDAY + timedelta(hours=1)) == 1
    live(sink, start=MONDAY + timedelta(hours=1), until=TUESDAY_TEN + timedelta(minutes=5))
    [mail] = Mailbox(tmp_path).all()
    assert mail.subject == "Your tip is ready"  # alone, it is an ordinary message
    assert states() == [("statement", "waiting", "withdrawn"), ("tip", "", "sent")]


def test_a_stop_after_the_digest_was_put_together_still_takes_its_item_out(sink: str, tmp_path: Path) -> None:
    id = customer("ana", "news", "tips")
    happens("statement", "statement")
    happens("tip", "tip")
    live(sink, until=MONDAY + timedelta(hours=1))
    gather(TUESDAY_TEN)
    assert [digest for _, digest, _ in states()] == ["", "carried"]
    outreach.stopped(customer_id=id, scope="topic:news", now=TUESDAY_TEN)  # the one that carries the other
    live(sink, start=TUESDAY_TEN, until=TUESDAY_TEN + timedelta(minutes=5))
    [mail] = Mailbox(tmp_path).all()
    assert mail.subject == "Your tip is ready"
    assert sorted(states()) == [("statement", "", "withdrawn"), ("tip", "", "sent")]


def test_what_would_be_stale_before_the_digest_does_not_wait_for_it(sink: str, tmp_path: Path) -> None:
    customer("ana", "tips")
    happens("brief", "hint")
    live(sink, until=MONDAY + timedelta(hours=1))
    assert [mail.subject for mail in Mailbox(tmp_path).all()] == ["Your hint is ready"]


def test_a_campaign_that_earned_no_interruption_waits_and_its_own_customers_are_told_together(
    sink: str, tmp_path: Path
) -> None:
    campaigns.override_urgency(campaign="statement", level="digest", why="test", actor="test", now=MONDAY)
    ids = [f"c{n}" for n in range(60)]
    for id in ids:
        customer(id)
        happens("statement", "statement", id)
    live(sink, until=MONDAY + timedelta(hours=1))
    at_once = {
        row.customer.external_id for row in Outreach.objects.filter(state="sent").select_related("customer")
    }
    assert at_once == {id for id in ids if is_probe(campaign="statement", customer=id)}
    waiting = Outreach.objects.filter(digest="waiting").select_related("decision").first()
    assert "digest_earned" in waiting.decision.reasons
    live(sink, start=MONDAY + timedelta(hours=1), until=TUESDAY_TEN + timedelta(minutes=5))
    assert len(list(Mailbox(tmp_path).all())) == 60


def test_what_is_not_worth_telling_is_refused_with_that_reason(sink: str) -> None:
    campaigns.override_urgency(campaign="tip", level="none", why="test", actor="test", now=MONDAY)
    customer("ana")
    happens("tip", "tip")
    live(sink, until=MONDAY + timedelta(hours=1))
    [made] = Decision.objects.all()
    assert (made.verdict, made.reasons) == ("refuse", ["not_worth_it"])


def test_a_stop_on_a_digest_stops_all_that_is_in_it(sink: str, tmp_path: Path) -> None:
    id = customer("ana", "news", "tips")
    happens("statement", "statement")
    happens("tip", "tip")
    live(sink, until=TUESDAY_TEN + timedelta(minutes=5))
    [mail] = Mailbox(tmp_path).all()
    address = str(mail.parsed["List-Unsubscribe"]).strip("<>").removeprefix("https://shop.example")
    assert Client().post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    asked = [people.Asked(customer_id=id, topic=topic, purpose="service") for topic in ("news", "tips")]
    later = TUESDAY_TEN + timedelta(days=9999)
    assert [facts.suppressed for facts in people.facts(asked=asked, now=later)] == [{"email"}, {"email"}]


def test_each_piece_of_a_digest_has_its_own_page_and_code(sink: str, tmp_path: Path) -> None:
    customer("ana", "news", "tips")
    happens("statement", "statement")
    happens("tip", "tip")
    live(sink, until=TUESDAY_TEN + timedelta(minutes=5))
    [mail] = Mailbox(tmp_path).all()
    tokens = set(re.findall(r"https://shop\.example/n/([\w:.-]+)", mail.text))
    found = {links.read(token, purpose="notice", now=TUESDAY_TEN).id for token in tokens}
    assert found == set(Outreach.objects.values_list("id", flat=True))
    assert Outreach.objects.values_list("code", flat=True).distinct().count() == 2


def test_a_digest_that_cannot_go_out_gives_its_items_back(sink: str) -> None:
    customer("ana", "news", "tips")
    happens("statement", "statement")
    happens("tip", "tip")
    live(sink, until=MONDAY + timedelta(hours=1))
    gather(TUESDAY_TEN)
    Outreach.objects.filter(digest="").update(state="refused")
    settle_carried(TUESDAY_TEN)
    assert [state for _, digest, state in states() if digest == "waiting"] == ["pending"]


def test_offers_never_travel_with_the_customers_own_business(sink: str, tmp_path: Path) -> None:
    rows = [
        Outreach(customer_id=1, channel="email", purpose=purpose, language="en")
        for purpose in ("service", "marketing")
    ]
    assert together(rows[0]) != together(rows[1])


def test_its_story_says_that_it_waits_and_that_it_went_within_a_digest(sink: str) -> None:
    customer("ana", "news", "tips")
    happens("statement", "statement")
    happens("tip", "tip")
    live(sink, until=MONDAY + timedelta(hours=1))
    ids = list(Outreach.objects.order_by("id").values_list("id", flat=True))
    assert [line.says for line in outreach.story(id=ids[0])][
        1
    ] == "Waits for the digest of 3 Mar 2026, 10:00 in UTC"
    live(sink, start=MONDAY + timedelta(hours=1), until=TUESDAY_TEN + timedelta(minutes=5))
    last = {outreach.story(id=id)[-1].says for id in ids}
    assert last == {"Handed over (try 1, email)", "Sent within a digest (email)"}


def test_the_companys_systems_hear_of_each_piece_once(sink: str) -> None:
    webhooks.add_endpoint(url="https://shop.example/hook", topics=["outreach.sent"], now=MONDAY)
    customer("ana", "news", "tips")
    happens("statement", "statement")
    happens("tip", "tip")
    live(sink, until=TUESDAY_TEN + timedelta(minutes=5))
    told = [message.payload["data"]["outreach"] for message in WebhookMessage.objects.all()]
    assert sorted(told) == sorted(Outreach.objects.values_list("id", flat=True))
