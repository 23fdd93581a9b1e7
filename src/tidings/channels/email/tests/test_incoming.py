"""What is in a mail that comes to us: bounces, complaints, unsubscriptions, replies, and what only pretends."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.channels.contract import Receipt, Reply, Stopped, Unreadable
from tidings.channels.email.inbound.reading import read
from tidings.channels.email.inbound.replies import own_words
from tidings.channels.email.return_path import Use
from tidings.channels.email.tests.incoming import complaint, notification, raw, reply_to
from tidings.channels.email.tests.keys import IN, ours

RETURNED = Path(__file__).parent / "returned"
ID = "0f1e2d3c4b5a69788796a5b4c3d2e1f0@shop.example"
PATH = ours().return_path
assert PATH is not None


def address(use: Use, id: str = ID) -> str:
    return PATH.address(use, id)


def bounced(octets: bytes, *, to: str = "", by: str = "") -> Receipt:
    (receipt,) = read(raw(octets, to=to or address("bounce"), by=by), PATH)
    assert isinstance(receipt, Receipt)
    return receipt


@pytest.mark.parametrize(
    ("action", "status", "state", "dead"),
    [
        ("failed", "5.1.1", "failed", True),
        ("failed", "5.1.10", "failed", True),
        ("failed", "4.0.0", "failed", False),  # the action wins over the class of the status
        ("failed", "5.2.2", "failed", False),  # a full mailbox
        ("failed", "5.7.1", "failed", False),  # a policy
        ("failed", "5.7.515", "failed", False),
        ("failed", "5.1.1 (bad destination)", "failed", True),
        ("delayed", "4.4.1", "transient", False),
        ("delayed", "5.1.1", "transient", False),
        ("delivered", "2.0.0", "delivered", False),
        ("relayed", "2.0.0", "accepted", False),
        ("Expanded (to a list)", "2.0.0", "accepted", False),
    ],
)
def test_a_delivery_report_says_what_became_of_it(action: str, status: str, state: str, dead: bool) -> None:
    receipt = bounced(notification(action=action, status=status))
    assert (receipt.state, receipt.address_dead, receipt.message_id) == (state, dead, ID)


def test_a_report_that_came_elsewhere_is_tied_by_the_message_it_gives_back() -> None:
    receipt = bounced(notification(message_id=ID), to=address("reply", "other@shop.example"))
    assert receipt.message_id == "other@shop.example", (
        "an address of ours counts for more than what somebody wrote"
    )
    assert bounced(notification(message_id=ID), to=f"complaints@{IN}").message_id == ID


def test_real_reports_of_others() -> None:
    no_boundary = bounced((RETURNED / "cpython_msg_25.eml").read_bytes())
    assert (no_boundary.state, no_boundary.address_dead) == ("failed", False)
    assert "Too many hops" in no_boundary.says
    banned = read(raw((RETURNED / "cpython_msg_43.eml").read_bytes(), to=address("bounce")), PATH)
    assert len(banned) > 10
    assert {(one.state, one.address_dead) for one in banned} == {("failed", False)}
    assert len({one.key for one in banned}) == len(banned)


def test_a_report_without_its_report_is_tied_by_its_address_alone() -> None:
    octets = (RETURNED / "cpython_msg_05.eml").read_bytes()
    assert bounced(octets).state == "failed"
    with pytest.raises(Unreadable):
        read(raw(octets, to=f"complaints@{IN}"), PATH)


@pytest.mark.parametrize(
    ("subject", "words", "state", "dead"),
    [
        ("Undeliverable", "550 5.1.1 <ana@example.com>: user unknown", "failed", True),
        ("failure notice", "Sorry, no mailbox here by that name.", "failed", False),
        ("Warning: message delayed 4 hours", "will keep trying", "transient", False),
        ("Mail status", "host said: 451 4.4.1 try later", "transient", False),
    ],
)
def test_a_bounce_in_words_only_is_tied_by_its_address(
    subject: str, words: str, state: str, dead: bool
) -> None:
    octets = f"From: MAILER-DAEMON@mx.example.net\r\nSubject: {subject}\r\n\r\n{words}\r\n".encode()
    receipt = bounced(octets)
    assert (receipt.state, receipt.address_dead, receipt.message_id) == (state, dead, ID)


@pytest.mark.parametrize("named_by", ["message id", "reply-to", "list-unsubscribe"])
def test_a_complaint_stops_whoever_got_the_message(named_by: str) -> None:
    heads = {
        "message id": "",
        "reply-to": f"Reply-To: Shop <{address('reply')}>\r\n",
        "list-unsubscribe": f"List-Unsubscribe: <https://x.example/u>, <mailto:{address('stop')}?subject=unsubscribe>\r\n",
    }[named_by]
    id = ID if named_by == "message id" else "redacted@example"
    (stop,) = read(raw(complaint(id, heads=heads), to=f"complaints@{IN}", by="fbl@example.com"), PATH)
    assert isinstance(stop, Stopped)
    assert (stop.message_id, stop.complaint, stop.says) == (ID, True, "abuse: SomeGenerator/1.0")


def test_a_report_that_is_no_complaint_stops_nobody() -> None:
    assert read(raw(complaint(ID, kind="not-spam"), to=f"complaints@{IN}"), PATH) == ()


def test_an_address_alone_is_not_believed() -> None:
    octets = complaint(ID).replace(f"Message-ID: <{ID}>\r\n".encode(), b"")
    with pytest.raises(Unreadable, match="no message of ours"):
        read(raw(octets, to=f"complaints@{IN}"), PATH)


def test_a_mail_programs_unsubscription_stops_what_the_message_was_about() -> None:
    octets = b"From: ana@example.com\r\nSubject: unsubscribe\r\n\r\n"
    (stop,) = read(raw(octets, to=address("stop"), by="ana@example.com"), PATH)
    assert stop == Stopped(key="0", message_id=ID, says="unsubscribed by mail")


def replied(octets: bytes, *, to: str = "", by: str = "ana@example.com") -> Reply:
    (reply,) = read(raw(octets, to=to or address("reply"), by=by), PATH)
    assert isinstance(reply, Reply)
    return reply


def test_a_reply_is_tied_to_its_message_and_says_who_wrote_what() -> None:
    reply = replied(reply_to("ana@example.com", "Thank you!\n\n> Your order is late", Subject_="x"))
    assert (reply.sender, reply.text, reply.message_id) == ("ana@example.com", "Thank you!", ID)
    assert (reply.automatic, reply.subject) == (False, "Re: your order")


def test_of_html_alone_the_words_are_read() -> None:
    html = b"<style>x{}</style><p>Please &amp; thank <b>you</b></p><blockquote>Your order</blockquote>"
    octets = b"From: ana@example.com\r\nContent-Type: text/html; charset=x-unknown\r\n\r\n" + html
    assert replied(octets).text == "Please & thank you"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated (vacation)"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<people.example.com>"},
    ],
)
def test_what_no_person_wrote_is_marked(headers: dict[str, str]) -> None:
    assert replied(reply_to("ana@example.com", "I am away", **headers)).automatic


@pytest.mark.parametrize(
    "subject", ["Out of office: Re", "Automatische Antwort: x", "Réponse automatique : x"]
)
def test_an_answering_machine_is_known_by_its_subject(subject: str) -> None:
    octets = reply_to("ana@example.com", "Away").replace(b"Re: your order", subject.encode())
    assert replied(octets).automatic


def test_an_answer_to_the_return_path_is_automatic_where_it_says_so_and_stops_nothing() -> None:
    octets = reply_to("ana@example.com", "STOP", Auto_Submitted="auto-replied")
    assert replied(octets, to=address("bounce"), by="").automatic
    assert replied(octets, to=address("stop")).automatic


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("Yes\n\nOn Thu, 16 Aug 2018 at 11:00, Shop <a@b.example> wrote:\n> Late", "Yes"),
        (
            "Yes\n\nOn Thu, 16 Aug 2018 at 11:00, Example Shop of the Long Name\n<a@b.example> wrote:\n> Late",
            "Yes",
        ),
        ("Sim\n\nEm qui., 16 de ago. de 2018, Loja escreveu:\n> Atrasado", "Sim"),
        ("Oui\n\nLe 16 août 2018, Shop a écrit :\n> x", "Oui"),
        ("Ja\n\nAm 16.08.2018 um 11:00 schrieb Shop <a@b.example>:\n> x", "Ja"),
        ("Sí\n\nEl jue, 16 ago 2018, Shop escribió:\n> x", "Sí"),
        ("Yes\n\n-----Original Message-----\nFrom: Shop\n\nLate", "Yes"),
        ("Yes\n\n________________________________\nFrom: Shop", "Yes"),
        ("Yes\n\nFrom: Shop <a@b.example>\nSent: Thursday\nTo: Ana\nSubject: Late\n\nText", "Yes"),
        ("Yes\n-- \nAna Lima, CEO", "Yes"),
        ("> Is it right?\nNo\n> And this?\nYes", "No\nYes"),
        ("From: here on: I want none", "From: here on: I want none"),
        ("On Friday I wrote: stop", "On Friday I wrote: stop"),
    ],
)
def test_the_persons_own_words_are_kept_and_the_quoted_ones_are_not(said: str, own: str) -> None:
    assert own_words(said) == own


@pytest.mark.parametrize(
    "to", ["", "ana@example.com", f"bounce+{'0' * 32}.1{'0' * 16}@{IN}", f"someone@{IN}"]
)
def test_what_came_to_no_address_of_ours_is_set_aside(to: str) -> None:
    with pytest.raises(Unreadable, match="no address of ours"):
        read(raw(notification(), to=to), PATH)


def test_a_mail_of_endless_parts_is_set_aside() -> None:
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(500)
    )
    with pytest.raises(Unreadable, match="more parts"):
        read(raw(nested, to=address("reply")), PATH)


@given(octets=st.binary(max_size=400), use=st.sampled_from(["bounce", "reply", "stop"]))
def test_no_octets_break_the_reading(octets: bytes, use: Use) -> None:
    for whole in (octets, notification()[:600] + octets, complaint(ID)[:900] + octets):
        try:
            found = read(raw(whole, to=address(use)), PATH)
        except Unreadable:
            continue
        assert all(isinstance(one, Receipt | Reply | Stopped) for one in found)
