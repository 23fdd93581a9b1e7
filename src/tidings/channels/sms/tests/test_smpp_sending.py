"""Sending to a real message centre (npm `smpp`), and to one that lets go at the worst moments."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tidings.channels.contract import CannotCompose, Message, Outcome
from tidings.channels.sms.channel import CHANNEL
from tidings.channels.sms.smpp.session import Session
from tidings.channels.sms.tests.conformance import example
from tidings.channels.sms.tests.examples import MESSAGE, SENDERS, message
from tidings.channels.sms.tests.ports import Kept
from tidings.channels.sms.tests.smsc import Smsc


@pytest.fixture
def smsc() -> Iterator[Smsc]:
    smsc = Smsc()
    yield smsc
    smsc.close()


class Account:
    """A sender to the centre with some settings of its own."""

    def __init__(self, smsc: Smsc, **settings: str) -> None:
        self.ports = Kept(MESSAGE.at)
        url = f"smpp://tidings:secret@127.0.0.1:{smsc.port}"
        stated = {"TIDINGS_SMS_URL": url, "TIDINGS_SMS_SENDERS": SENDERS, "TIDINGS_SMS_TIMEOUT": "1"}
        self.sender: Any = CHANNEL.open(stated | settings, self.ports)

    def send(self, one: Message) -> Outcome:
        return self.sender.send(one)


@pytest.fixture
def account(smsc: Smsc) -> Iterator[Account]:
    account = Account(smsc)
    yield account
    account.sender.close()


def other(smsc: Smsc, **settings: str) -> Account:
    return Account(smsc, **settings)


LONG = message(what="Your order f346 did not arrive. " + "It is late. " * 24, means="")


def test_a_text_arrives_as_it_was_drawn_with_its_sender_and_its_life(smsc: Smsc, account: Account) -> None:
    outcome = account.send(example("a"))
    (submit,) = smsc.submits()
    assert (outcome.state, outcome.parts, outcome.provider_id) == ("accepted", 1, submit["id"])
    assert submit["text"].startswith("Example Shop: Your order f346 is late.\n")
    assert (submit["source"], submit["source_ton"], submit["destination"]) == (
        "447700900000",
        1,
        "447700900123",
    )
    assert (submit["registered_delivery"], submit["data_coding"], submit["life_s"]) == (1, 0, 2 * 86400)


def test_a_name_is_an_alphanumeric_sender_and_what_is_urgent_has_priority(
    smsc: Smsc, account: Account
) -> None:
    account.send(message(to="+4915112345678", urgency="now", means="", what="Late {~€}"))
    (first, *_) = smsc.submits()
    assert (first["source"], first["source_ton"], first["priority"]) == ("Example", 5, 1)
    assert first["text"].startswith("Example Shop: Late {~€}")


def test_a_long_text_goes_in_parts_of_one_reference_and_its_last_part_stands_for_it(
    smsc: Smsc, account: Account
) -> None:
    outcome = account.send(LONG)
    submits = smsc.submits()
    heads = [submit["udh"] for submit in submits]
    assert [head[-4:] for head in heads] == ["0301", "0302", "0303"]
    assert len({head[:-2] for head in heads}) == 1
    assert [submit["registered_delivery"] for submit in submits] == [0, 0, 1]
    assert (outcome.parts, outcome.provider_id) == (3, submits[-1]["id"])
    drawing = CHANNEL.draw(LONG)
    assert drawing is not None
    assert "".join(submit["text"] for submit in submits) == drawing.text


def test_beyond_gsm_it_goes_as_ucs2(smsc: Smsc, account: Account) -> None:
    account.send(message(what="Ваша посылка 📦 опаздывает", means=""))
    submits = smsc.submits()
    assert {submit["data_coding"] for submit in submits} == {8}
    assert "Ваша посылка 📦 опаздывает" in "".join(submit["text"] for submit in submits)


def test_sixteen_bit_references_a_payload_and_a_national_table_are_settings(smsc: Smsc) -> None:
    other(smsc, TIDINGS_SMS_LONG="parts-16").send(LONG)
    other(smsc, TIDINGS_SMS_LONG="payload").send(LONG)
    other(smsc, TIDINGS_SMS_SHIFT="pt").send(message(what="Não chegou: função, órgão", means=""))
    *sixteen, payload, shifted = smsc.submits()
    assert [submit["udh"][:4] for submit in sixteen] == ["0804"] * 3
    assert payload["payload"]
    assert len(payload["text"]) > 300
    assert "240103" in shifted["udh"]
    assert "Não chegou: função, órgão" in shifted["text"]


def test_many_go_in_a_window_and_each_has_its_own_answer(smsc: Smsc, account: Account) -> None:
    sent = [example(f"m{number}") for number in range(300)]
    outcomes = {one.message_id: outcome for one, outcome in account.sender.send_all(iter(sent))}
    assert len(outcomes) == 300
    ids = {submit["id"]: submit["text"] for submit in smsc.submits()}
    assert all(
        f"/n/{one.message_id.partition('@')[0]}\n" in ids[outcomes[one.message_id].provider_id]
        for one in sent
    )


def test_a_message_that_breaks_its_drawing_costs_the_others_nothing(smsc: Smsc, account: Account) -> None:
    bad = replace(example("bad"), composed=None)  # type: ignore[arg-type]
    sent = [example("m1"), example("m2"), bad, example("m3")]
    outcomes = {one.message_id: outcome.state for one, outcome in account.sender.send_all(iter(sent))}
    assert outcomes == {one.message_id: "permanent" if one is bad else "accepted" for one in sent}


def test_who_draws_may_break_and_those_under_way_have_their_answers(smsc: Smsc, account: Account) -> None:
    def drawn() -> Iterator[Message]:
        yield from (example("m1"), example("m2"))
        raise LookupError("whoever draws them is broken")

    settled = account.sender.send_all(drawn())
    assert [next(settled)[1].state for _ in range(2)] == ["accepted", "accepted"]
    with pytest.raises(LookupError):
        next(settled)
    assert account.send(example("m3")).state == "accepted"


def test_a_centre_that_throttles_is_given_time_and_a_narrower_window(smsc: Smsc, account: Account) -> None:
    for _ in range(3):
        smsc.do("plan", trouble="throttled")
    began = time.monotonic()
    outcomes = [outcome for _, outcome in account.sender.send_all(example(f"m{n}") for n in range(60))]
    assert [outcome.state for outcome in outcomes].count("transient") == 3
    assert len(outcomes) == 60
    assert all(
        outcome.throttled and outcome.retry_after_s for outcome in outcomes if outcome.state == "transient"
    )
    assert account.sender.window < 50
    assert time.monotonic() - began >= 0.9


def test_a_part_that_is_throttled_in_mid_message_goes_once_more_by_itself(
    smsc: Smsc, account: Account
) -> None:
    smsc.do("plan", trouble="slow")
    smsc.do("plan", trouble="throttled")
    outcome = account.send(LONG)
    assert (outcome.state, outcome.parts) == ("accepted", 3)
    assert sorted(submit["udh"][-2:] for submit in smsc.submits()) == ["01", "02", "03"]


def test_a_later_part_refused_for_good_ends_the_message_and_says_how_far_it_came(
    smsc: Smsc, account: Account
) -> None:
    smsc.do("plan", trouble="slow")
    smsc.do("plan", trouble="refused for good")
    outcome = account.send(LONG)
    assert outcome.state == "permanent"
    assert "of 3 parts were taken" in outcome.says


def test_a_refused_first_part_leaves_nothing_behind(smsc: Smsc, account: Account) -> None:
    smsc.do("plan", trouble="transient")
    assert account.send(LONG).state == "transient"
    assert smsc.submits() == []


@pytest.mark.parametrize("moment", ["hang up", "unbinds"])
def test_a_bind_that_ended_between_messages_is_made_again(smsc: Smsc, account: Account, moment: str) -> None:
    if moment == "unbinds":
        smsc.do("plan", trouble="unbinds")
    assert account.send(example("a")).state == "accepted"
    if moment == "hang up":
        smsc.do("hang up")
    time.sleep(0.1)
    assert account.send(example("b")).state == "accepted"
    assert len(smsc.submits()) == 2


def test_a_centre_that_hangs_up_with_texts_unanswered_leaves_them_unknown_and_the_rest_undrawn(
    smsc: Smsc, account: Account
) -> None:
    account.send(example("first"))
    smsc.do("quiet")
    smsc.do("plan", trouble="hangs up after taking")
    waiting = iter([example(f"m{number}") for number in range(200)])
    outcomes = list(account.sender.send_all(waiting))
    assert 1 <= len(outcomes) <= 50
    assert {outcome.state for _, outcome in outcomes} <= {"unknown", "transient"}
    assert outcomes[0][1].state == "unknown"
    assert len(outcomes) + len(list(waiting)) == 200


def test_a_silent_centre_costs_one_patience_and_no_more_is_drawn(smsc: Smsc, account: Account) -> None:
    account.send(example("first"))
    smsc.do("quiet")
    waiting = iter([example(f"m{number}") for number in range(200)])
    began = time.monotonic()
    outcomes = list(account.sender.send_all(waiting))
    assert [outcome.state for _, outcome in outcomes] == ["unknown"] * 50
    assert len(list(waiting)) == 150
    assert time.monotonic() - began < 3


def test_an_idle_link_is_asked_whether_it_is_well_before_it_is_trusted(account: Account) -> None:
    account.send(example("a"))
    session: Session = account.sender.session
    session.heard_at -= 60
    assert account.send(example("b")).state == "accepted"
    assert account.sender.session is session
    assert session.sequence == 4  # bind, a, the inquiry, b


def test_leaving_in_mid_run_leaves_no_answer_for_the_next_run(smsc: Smsc, account: Account) -> None:
    run = account.sender.send_all(example(f"m{number}") for number in range(30))
    next(run)
    run.close()
    outcome = account.send(example("after"))
    taken = {submit["id"]: submit["text"] for submit in smsc.submits()}
    assert "/n/after\n" in taken[outcome.provider_id]


def test_what_comes_on_a_transceiver_is_kept_also_while_nobody_sends(smsc: Smsc) -> None:
    account = other(smsc, TIDINGS_SMPP_BIND="transceiver")
    account.send(example("a"))
    fields = {"source_addr": "447700900123", "source_addr_ton": 1, "short_message": "Thanks"}
    assert smsc.do("deliver", fields=fields)["status"] == 0
    assert smsc.do("inquire")["status"] == 0
    account.sender.close()
    assert len(account.ports.raws) == 1


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("smpp://a-system-id-too-long:secret@127.0.0.1:{port}", "user"),
        ("smpp://tidings:a-password-too-long@127.0.0.1:{port}", "password"),
        ("smpp://tidings:wrong@127.0.0.1:{port}", "wrong password"),
    ],
)
def test_credentials_that_cannot_be_right_blame_the_way(smsc: Smsc, url: str, says: str) -> None:
    outcome = other(smsc, TIDINGS_SMS_URL=url.format(port=smsc.port)).send(example("a"))
    assert (outcome.state, outcome.unreachable) == ("transient", True)
    assert says in outcome.says


@pytest.mark.parametrize(
    "to", ["+44", "447700900123", "+44 7700 900123", "ana@example.com", "+1\x00234567890"]
)
def test_what_is_no_number_is_refused_before_anything_is_sent(smsc: Smsc, account: Account, to: str) -> None:
    with pytest.raises(CannotCompose, match="number"):
        account.send(message(to=to))
    assert smsc.submits() == []


def test_what_expired_is_not_sent(smsc: Smsc, account: Account) -> None:
    with pytest.raises(CannotCompose, match="expired"):
        account.send(message(expires_at=MESSAGE.at))


def test_the_check_binds_and_says_what_is_wrong(smsc: Smsc) -> None:
    def findings(url: str) -> list[tuple[bool, str]]:
        found = CHANNEL.check(
            {"TIDINGS_SMS_URL": url, "TIDINGS_SMS_SENDERS": SENDERS, "TIDINGS_SMS_TIMEOUT": "1"}
        )
        return [(one.well, one.mend) for one in found[:1]]

    place = f"127.0.0.1:{smsc.port}"
    assert findings(f"smpp://tidings:secret@{place}") == [(True, "")]
    assert findings(f"smpp://tidings:wrong@{place}") == [
        (False, "look at user and password in TIDINGS_SMS_URL")
    ]
    assert findings("smpp://tidings:secret@127.0.0.1:1") == [
        (False, "look at host and port in TIDINGS_SMS_URL")
    ]
    assert findings("http://x")[0][0] is False
