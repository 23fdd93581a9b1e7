"""Unknown outcomes: asked about, waited for, ended; never sent again to the same number."""

import pytest

from tests.outreach.several import Several, several_channels
from tidings.channels.contract import Outcome, Receipt
from tidings.ground import webhooks
from tidings.ground.models import WebhookMessage
from tidings.outreach import public as outreach
from tidings.outreach.claiming import claim
from tidings.outreach.compose import Voice
from tidings.outreach.its_turn import begun
from tidings.outreach.models import Attempt

LOST = Outcome(state="unknown", says="the connection died after the request was written")
BY_TEXT = "{channels: [sms, whatsapp, email], expires: 48h}"


@pytest.fixture
def several(company):
    with several_channels(company) as channels:
        yield channels


def test_what_may_have_gone_out_is_asked_about_and_never_sent_again(several: Several):
    several.launch("{channels: [sms], expires: 48h}")
    several.sms.next.append(LOST)
    several.contacted()
    assert several.company.only().state == "unknown"
    several.goes_on(hours=2)
    row = several.company.only()
    assert (row.state, row.reason) == ("failed", "outcome_unknown")
    assert len(several.sms.sent) == 1
    assert 3 < len(several.sms.asked) < 20


def test_the_answer_settles_it(several: Several):
    several.launch("{channels: [sms], expires: 48h}")
    several.sms.next.append(LOST)
    several.contacted()
    id = Attempt.objects.get().message_id
    several.sms.knows[id] = Receipt(key="asked", state="delivered", provider_id="p9")
    several.goes_on(minutes=5)
    attempt = Attempt.objects.get()
    assert several.company.only().state == "sent"
    assert (attempt.outcome, attempt.receipt, attempt.provider_id) == ("accepted", "delivered", "p9")


def test_without_anybody_to_ask_a_receipt_is_awaited(several: Several):
    several.launch("{channels: [whatsapp], expires: 48h}")
    several.whatsapp.next.append(LOST)
    several.contacted()
    several.goes_on(minutes=30)
    assert several.company.only().state == "unknown"
    several.receipt(Attempt.objects.get(), "delivered")
    several.goes_on(hours=3)
    assert several.company.only().state == "sent"


def test_another_kind_of_channel_follows_but_nothing_to_the_same_number(several: Several):
    several.launch(BY_TEXT)
    several.sms.next.append(LOST)
    several.contacted()
    several.goes_on(hours=2)
    assert several.told_by() == [("sms", "unknown"), ("email", "accepted")]
    assert several.whatsapp.sent == []


def test_a_receipt_after_the_end_tells_the_truth(several: Several):
    several.launch("{channels: [sms], expires: 48h}")
    several.sms.next.append(LOST)
    several.contacted()
    several.goes_on(hours=2)
    several.receipt(Attempt.objects.get(), "delivered")
    row = several.company.only()
    assert (row.state, row.reason, Attempt.objects.get().outcome) == ("sent", "", "accepted")


def test_a_stop_while_it_is_unknown_ends_what_would_follow(several: Several):
    several.launch(BY_TEXT)
    several.sms.next.append(LOST)
    row = several.contacted()
    outreach.stopped(customer_id=row.customer_id, scope="all", now=several.now)
    several.goes_on(hours=3)
    assert several.told_by() == [("sms", "unknown")]
    assert several.company.only().state == "failed"


def test_a_channel_that_cannot_answer_holds_up_nothing(several: Several, monkeypatch):
    def breaks(*_: object) -> None:
        raise OSError("no route")

    several.launch("{channels: [sms], expires: 48h}")
    several.sms.next.append(LOST)
    several.sms.ask = breaks  # type: ignore[method-assign, assignment]
    several.contacted()
    several.goes_on(hours=2)
    assert several.company.only().state == "failed"


def test_the_company_hears_that_nobody_knows_and_then_how_it_ended(several: Several):
    webhooks.add_endpoint(url="https://shop.example/hook", now=several.now)
    several.launch("{channels: [sms], expires: 48h}")
    several.sms.next.append(LOST)
    several.contacted()
    several.goes_on(hours=2)
    told = list(WebhookMessage.objects.order_by("id").values_list("topic", flat=True))
    assert [topic for topic in told if topic != "outreach.scheduled"] == [
        "outreach.unknown",
        "outreach.failed",
    ]


def killed_while_sending(several: Several, channel: str) -> None:
    several.launch(f"{{channels: [{channel}], expires: 48h}}")
    several.company.customer("ana", mobile="+5511961234567")
    several.company.happens("shop.order.late")
    several.company.decides()
    [taken] = claim(now=several.now, voice=Voice()).claims
    assert begun([taken.outreach.id], [taken.attempt])


def test_what_a_killed_worker_may_have_texted_is_not_texted_again(several: Several):
    killed_while_sending(several, "sms")
    several.goes_on(minutes=3)
    assert several.company.only().state == "unknown"
    several.goes_on(hours=2)
    assert several.sms.sent == [] and several.sms.asked
    assert (several.company.only().state, several.company.only().reason) == ("failed", "outcome_unknown")


def test_what_a_killed_worker_may_have_mailed_goes_again_under_the_same_id(several: Several):
    killed_while_sending(several, "email")
    several.goes_on(minutes=3)
    assert several.told_by() == [("email", "unknown"), ("email", "accepted")]
    assert len({attempt.message_id for attempt in Attempt.objects.all()}) == 1


def test_an_answer_proves_that_it_arrived(several: Several):
    several.launch(BY_TEXT)
    several.sms.next.append(LOST)
    row = several.contacted()
    outreach.seen(outreach_id=row.id, now=several.now, answered=True)
    several.goes_on(hours=3)
    assert several.told_by() == [("sms", "accepted")]
    assert (several.company.only().state, several.company.only().channel) == ("sent", "sms")
