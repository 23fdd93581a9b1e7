"""A stop empties every queue at once: of a person, of an address, of what is claimed already and of digests."""

import pytest

from tests.outreach.conftest import NOON
from tidings.conversations import public as conversations
from tidings.outreach import public as outreach
from tidings.outreach.claiming import claim
from tidings.outreach.compose import Voice
from tidings.outreach.deliver import Delivery
from tidings.outreach.models import Outreach
from tidings.outreach.sending import Senders
from tidings.site.commands.bench import bench


@pytest.fixture
def waiting(company):
    """Ana and Bento wait for two messages each."""
    for name in ("ana", "bento"):
        setattr(company, name, company.customer(name))
    company.campaign()
    for order in ("o1", "o2"):
        for name in ("ana", "bento"):
            company.happens("shop.order.late", customer=name, order=f"{name}-{order}")
    company.decides()
    return company


def states():
    rows = Outreach.objects.order_by("id").values_list("customer__external_id", "state", "reason")
    return sorted(set(rows))


def test_a_persons_stop_withdraws_theirs_alone(waiting):
    assert conversations.stop(customer_id=waiting.ana, scope="all", by="test", now=NOON)
    assert states() == [("ana", "withdrawn", "stopped"), ("bento", "pending", "")]


@pytest.mark.parametrize(
    ("scope", "channel", "reached"),
    [
        ("topic:deliveries", "email", True),
        ("topic:deliveries", "", True),
        ("purpose:service", "", True),
        ("topic:offers", "", False),
        ("purpose:marketing", "", False),
        ("all", "letter", False),
    ],
)
def test_only_what_lies_in_the_stops_scope(waiting, scope, channel, reached):
    conversations.stop(customer_id=waiting.ana, scope=scope, channel=channel, by="test", now=NOON)
    assert (states()[0] == ("ana", "withdrawn", "stopped")) is reached


def test_an_address_is_stopped_in_any_spelling_whoever_has_it(waiting):
    waiting.customer("cy", email="Ana@Example.com")
    waiting.happens("shop.order.late", customer="cy", order="cy-o1")
    waiting.decides()
    assert conversations.stop_address(channel="email", address="ANA@example.com", by="reply STOP", now=NOON)
    assert not conversations.stop_address(channel="email", address="ana@example.com", by="again", now=NOON)
    assert {who: state for who, state, _ in states()} == {
        "ana": "withdrawn",
        "bento": "pending",
        "cy": "withdrawn",
    }


class Sent(list):
    """A way out that keeps whom it wrote to, and stops ana after the first message of a claim."""

    def __init__(self, ana):
        super().__init__()
        self.ana = ana

    def send(self, message):
        from tidings.channels.contract import Outcome

        self.append(message.to)
        conversations.stop(customer_id=self.ana, scope="all", by="test", now=NOON)
        return Outcome(state="accepted")

    def close(self):
        """Nothing is open."""


def test_a_claimed_batch_is_looked_at_again_before_each_message(waiting):
    Outreach.objects.filter(customer_id=waiting.bento).exclude(thread="order.id=bento-o1").delete()
    sent = Sent(waiting.ana)
    first = Outreach.objects.get(customer_id=waiting.bento)
    Outreach.objects.filter(id=first.id).update(urgency="now")  # claimed first of the same batch
    delivery = Delivery(Senders({"email": lambda: sent}))
    while delivery.step(waiting.clock):
        pass
    assert sent == ["bento@example.com"]
    assert {state for who, state, _ in states() if who == "ana"} == {"withdrawn"}


def test_what_is_claimed_is_marked_and_ends_with_its_claim(waiting):
    claims = claim(now=NOON, voice=Voice()).claims
    conversations.stop(customer_id=waiting.ana, scope="all", by="test", now=NOON)
    mine = Outreach.objects.filter(customer_id=waiting.ana)
    assert len(claims) == 4
    assert set(mine.values_list("state", "withdrawn_at")) == {("sending", NOON)}


@pytest.mark.django_db(transaction=True)
def test_among_thousands_a_stop_leaves_nothing_of_theirs_within_a_second(database_url):
    stops = bench("stop")
    stops.fill(database_url, 3_000)
    figures = stops.measured(database_url, 3_000, 12)
    assert figures["pending"] == 3_000 and figures["p99_s"] < 1
    assert figures["sent_after_stop"] == 0 and figures["sent_meanwhile"] > 0
    assert outreach.find_outreach(state="withdrawn", limit=200)
