"""The chat's page: from the event to the thread and back, by the signed link alone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from tests.outreach.delivering import NOON
from tests.portal.chatting import address, customer, set_up, taken_up, text_of, told, write
from tests.portal.journey import tell
from tidings.conversations.models import Interaction
from tidings.conversations.public import timeline
from tidings.ground import links
from tidings.ground.clock import Clock, SimulatedClock, using
from tidings.ground.models import Inbound
from tidings.outreach.models import Attempt, Outreach
from tidings.people import public as people
from tidings.people.models import ContactPoint, Suppression

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    with using(SimulatedClock(LATER)) as clock:
        yield clock


@pytest.fixture
def ana(db: None) -> int:
    return set_up()


def test_an_event_becomes_a_line_of_the_thread_and_the_reply_one_of_the_timeline(ana: int) -> None:
    outreach = told()
    assert (outreach.state, outreach.channel, outreach.address) == ("sent", "chat", "ana")
    page = address(ana)
    shown = text_of(Client().get(page))
    assert "Example Shop" in shown and "Your lamp is late. It needs a day more." in shown
    assert "&lt;b&gt;carrier" in shown, "escaped"
    assert write(page, "Where is it <now>?").status_code == 303
    assert "Where is it &lt;now&gt;?" in text_of(Client().get(page)), "before anybody has read it"
    assert "not read yet" in text_of(Client().get(page))
    taken_up(LATER)
    after = text_of(Client().get(page))
    assert after.count("Where is it") == 1 and "not read yet" not in after
    replies = [entry for entry in timeline(customer_id=ana) if entry.kind == "replied"]
    assert [(one.channel, one.says, one.outreach_id) for one in replies] == [
        ("chat", "Where is it <now>?", outreach.id)
    ]
    outreach.refresh_from_db()
    assert outreach.seen_at == LATER, "who answers has seen it"


def test_stop_in_the_chat_ends_the_chat_and_is_confirmed_there(ana: int) -> None:
    told()
    write(address(ana), "STOP")
    taken_up(LATER)
    assert {stop.scope for stop in Suppression.objects.all()} >= {"purpose:marketing", "purpose:service"}
    assert Interaction.objects.filter(channel="chat", direction="out", kind="told").count() == 1
    shown = text_of(Client().get(address(ana)))
    assert Interaction.objects.get(kind="told").says.split(":")[0] in shown
    told(event="e2", item="desk", now=LATER + timedelta(minutes=1))
    assert "desk" not in text_of(Client().get(address(ana)))


@pytest.mark.parametrize(("words", "kind"), [("HELP", "help"), ("Is this really you?", "ours")])
def test_help_and_doubts_are_answered_in_the_thread(ana: int, words: str, kind: str) -> None:
    told()
    write(address(ana), words)
    taken_up(LATER)
    [answer] = Interaction.objects.filter(kind="told")
    assert answer.detail == {"answer": kind}
    assert answer.says[:20] in text_of(Client().get(address(ana)))


def test_a_step_is_chosen_in_the_thread_by_a_post_only(ana: int) -> None:
    outreach = told()
    step = f"{address(ana)}/{outreach.id}/fine"
    assert Client().get(step).status_code == 303
    assert not Interaction.objects.exists()
    answer = Client().post(step)
    assert (answer.status_code, answer.headers["Location"].partition("#")[2]) == (
        303,
        f"notice-{outreach.id}",
    )
    assert Interaction.objects.get().kind == "answered"
    assert "You chose this on" in text_of(Client().get(address(ana)))
    assert Client().post(f"{address(ana)}/{outreach.id}/track").status_code == 404, "a link is followed"


def test_a_get_marks_nothing_and_the_open_page_says_what_was_seen_once(ana: int) -> None:
    outreach = told()
    page = address(ana)
    Client().get(page)
    Client().get(f"{page}/seen")
    assert not Inbound.objects.exists()
    for _ in range(2):
        assert Client().post(f"{page}/seen", {"id": [outreach.id, "x", 10**30]}).status_code == 204
    assert Inbound.objects.count() == 1
    taken_up(LATER)
    assert Attempt.objects.get().receipt == "seen"
    outreach.refresh_from_db()
    assert outreach.seen_at


def test_nobody_reads_answers_or_marks_what_is_somebody_elses(ana: int) -> None:
    outreach = told()
    bea = address(customer("bea"))
    assert "lamp" not in text_of(Client().get(bea))
    assert Client().post(f"{bea}/{outreach.id}/fine").status_code == 404
    Client().post(f"{bea}/seen", {"id": outreach.id})
    assert not Inbound.objects.exists() and not Interaction.objects.exists()


def test_what_one_of_two_with_the_same_name_writes_is_of_that_one(ana: int) -> None:
    record = {"id": "bea", "name": "Bea", "zone": "UTC", "relationship": "customer", "chat": "ana"}
    bea = people.save(record=record, now=NOON).customer_id
    told()
    told("bea", event="e2", item="desk")
    write(address(ana), "My lamp, please")
    taken_up(LATER)
    [entry] = Interaction.objects.filter(kind="replied")
    assert entry.customer_id == ana
    assert "My lamp" not in text_of(Client().get(address(bea)))


@pytest.mark.parametrize(("text", "status"), [("", 422), (" \r\n ", 422), ("\0", 422), ("a" * 2001, 422)])
def test_what_is_empty_or_too_long_is_refused_and_not_lost(ana: int, text: str, status: int) -> None:
    answer = write(address(ana), text)
    assert answer.status_code == status
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Inbound.objects.exists()


def test_the_same_turn_of_the_form_counts_once_and_the_same_words_later_again(ana: int) -> None:
    for turn in ("1", "1", "2"):
        write(address(ana), "Hello?", turn)
    taken_up(LATER)
    assert Interaction.objects.filter(kind="wrote").count() == 2


def test_too_much_at_once_waits(ana: int, clock: SimulatedClock) -> None:
    page = address(ana)
    answers = [write(page, f"line {number}").status_code for number in range(21)]
    assert answers == [303] * 20 + [429]
    with using(SimulatedClock(LATER + timedelta(minutes=11))):
        assert write(page, "again").status_code == 303


def test_a_page_that_stands_open_is_told_when_nothing_is_new(ana: int) -> None:
    outreach = told()
    page = address(ana)
    first = Client().get(page)
    same = {"HTTP_IF_NONE_MATCH": first.headers["ETag"]}
    assert Client().get(page, **same).status_code == 304
    Client().post(f"{page}/{outreach.id}/fine")
    assert Client().get(page, **same).status_code == 200


def test_there_is_no_cookie_no_store_and_no_referrer(ana: int) -> None:
    for answer in (Client().get(address(ana)), write(address(ana), "Hello")):
        assert not answer.cookies
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_link_that_is_altered_old_or_for_something_else_opens_nothing(ana: int) -> None:
    old = links.sign(purpose="chat", id=ana, expires=NOON)
    notice = links.sign(purpose="notice", id=ana, expires=LATER + timedelta(days=1))
    gone = links.sign(purpose="chat", id=10**9, expires=LATER + timedelta(days=1))
    for token, status in ((old, 410), (notice, 404), ("x", 404), (gone, 404)):
        assert Client().get(f"/chat/{token}").status_code == status
        assert Client().post(f"/chat/{token}", {"text": "Hello"}).status_code == status
    people.erase(customer_id=ana, evidence={}, now=LATER)
    assert Client().get(address(ana)).status_code == 410


def test_whoever_writes_can_be_told_there_from_then_on(db: None) -> None:
    told_by_mail = tell()
    page = Client().get(f"/preferences/{told_by_mail.preferences}").content.decode()
    chat = page.partition('href="/chat/')[2].partition('"')[0]
    assert chat and not ContactPoint.objects.filter(channel="chat").exists()
    with using(SimulatedClock(LATER)):
        assert write(f"/chat/{chat}", "Hello").status_code == 303
    assert [point.address for point in ContactPoint.objects.filter(channel="chat")] == ["maria"]
    assert Outreach.objects.count() == 1
