"""The company's own switch says whom it calls about what: signed, on record, known to is it you?, or refused with the mend."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.portal.journey import SENT, Told, found_company, tell
from tidings.channels.voice.believing import believed
from tidings.channels.voice.certificate import read_certificate
from tidings.channels.voice.identity import read_header
from tidings.channels.voice.tests.keys import KEY, X5U, certificate, one_number, pem_of
from tidings.conversations import public as conversations
from tidings.ground import channel_stated, clock
from tidings.ground.clock import SimulatedClock
from tidings.outreach import public as outreach
from tidings.outreach.models import Call, Outreach, OutsideContact
from tidings.people import public as people
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
NOW = SENT + timedelta(hours=1)
MOBILE, LANDLINE, SHOWN = "+5511961234567", "+551132345678", "+551140040000"


@pytest.fixture
def told() -> Told:
    """Maria was told of a late parcel, and can be called; the company's calls can be signed."""
    told = tell()
    found_company(calls_from=["+55 11 4004-0000"])
    reachable(mobile=MOBILE, landline=LANDLINE)
    state(TIDINGS_VOICE_PASSPORT_KEY=pem_of(KEY), TIDINGS_VOICE_PASSPORT_X5U=X5U)
    state(TIDINGS_VOICE_NUMBERS=f"{SHOWN};record=ANATEL-77")
    return told


@pytest.fixture
def switch() -> Iterator[Client]:
    raw = staff.create_key(name="switch", scopes=["edit.customers"], actor="command", now=SENT)[1]
    with clock.using(SimulatedClock(NOW)):
        yield Client(headers={"Authorization": f"Bearer {raw}"})


def reachable(**points: str) -> None:
    record = {
        "id": "maria",
        "name": "Maria",
        "email": "maria@example.org",
        "country": "BR",
        "relationship": "customer",
    }
    people.save(record=record | {"zone": "America/Sao_Paulo"} | points, now=SENT)


def state(**values: str) -> None:
    for name, value in values.items():
        secret = name.endswith("_KEY")
        channel_stated.state(channel="voice", account="main", name=name, value=value, secret=secret, now=SENT)


def begin(switch: Client, told: Told, expected: int = 200, **more: Any) -> dict[str, Any]:
    sent = {
        "id": "c-1",
        "outreach": told.outreach_id,
        "called": MOBILE,
        "shown": SHOWN,
        "speaks": "live",
    } | more
    answer = switch.post("/api/v1/calls", sent, "application/json")
    assert answer.status_code == expected, answer.content
    return answer.json()


def asked(at: datetime = NOW, own: str = MOBILE) -> str:
    return conversations.check_call("", at, own=own, asker="192.0.2.1", now=at).answer


def test_a_call_is_signed_and_whoever_is_called_can_believe_it(switch: Client, told: Told) -> None:
    answer = begin(switch, told)
    assert (answer["state"], answer["attest"], answer["reasons"]) == ("signed", "A", [])
    [header] = answer["identity"]
    credential = read_certificate(
        certificate(entries=[one_number(SHOWN[1:])], begins=SENT, ends=NOW + timedelta(days=1))
    )
    claims = believed(header, credential, now=NOW).claims
    assert claims["orig"] == {"tn": SHOWN[1:]} and claims["dest"] == {"tn": [MOBILE[1:]]}
    assert claims["iat"] == NOW.timestamp()
    assert (claims["rcd"]["nam"], claims["crn"]) == ("Loja Azul", "deliveries")
    assert read_header(header).info == X5U


def test_nothing_personal_is_said_beside_the_two_numbers(switch: Client, told: Told) -> None:
    [header] = begin(switch, told)["identity"]
    claims = believed(header, read_certificate(certificate()), now=NOW).claims
    assert {*claims} == {"attest", "crn", "dest", "iat", "orig", "origid", "rcd"}
    assert "maria" not in str(claims).lower() and "f346" not in str(claims)


def test_is_it_you_knows_of_the_call_until_it_is_over(switch: Client, told: Told) -> None:
    assert asked() == "not_in_call"
    begin(switch, told)
    assert (asked(), asked(own="+5511961234568")) == ("in_call", "not_in_call")
    ended = {"id": "c-1"}
    with clock.using(SimulatedClock(NOW + timedelta(minutes=4))):
        assert switch.post("/api/v1/calls/ended", ended, "application/json").json() == {"new": True}
        assert switch.post("/api/v1/calls/ended", ended, "application/json").json() == {"new": False}
    minutes = (asked(NOW + timedelta(minutes=after)) for after in (3, 20))
    assert list(minutes) == ["in_call", "not_in_call"]


def test_the_same_call_told_again_is_answered_alike_and_counts_once(switch: Client, told: Told) -> None:
    first = begin(switch, told)
    with clock.using(SimulatedClock(NOW + timedelta(seconds=20))):
        assert begin(switch, told) == first
    assert OutsideContact.objects.count() == Call.objects.count() == 1
    assert begin(switch, told, expected=409, called=LANDLINE)["detail"].startswith("c-1 is the id of another")


def test_a_number_that_is_not_ours_is_refused_and_the_call_is_not_ours(switch: Client, told: Told) -> None:
    answer = begin(switch, told, shown="+551140040001")
    assert (answer["state"], answer["reasons"], answer["identity"]) == ("refused", ["not_our_number"], [])
    assert "TIDINGS_VOICE_NUMBERS" in answer["mend"]
    assert asked() == "not_in_call"
    assert begin(switch, told, shown="+551140040001")["reasons"] == ["not_our_number"]
    assert Call.objects.get().reasons == ["not_our_number"] and not OutsideContact.objects.exists()


def test_a_number_must_stand_on_each_list_that_the_company_keeps(switch: Client, told: Told) -> None:
    found_company(calls_from=["+55 11 4004-0009"])
    assert begin(switch, told)["reasons"] == ["not_our_number"]
    found_company(calls_from=[])
    assert begin(switch, told, id="c-2")["state"] == "signed"
    state(TIDINGS_VOICE_NUMBERS="")
    assert begin(switch, told, id="c-3")["reasons"] == ["not_our_number"]


def test_only_a_number_of_their_own_is_called(switch: Client, told: Told) -> None:
    answer = begin(switch, told, called="+5511961234568")
    assert (answer["state"], answer["reasons"]) == ("refused", ["not_their_number"])
    assert begin(switch, told, id="c-2", called=LANDLINE)["state"] == "signed"
    assert Call.objects.get(key__endswith="c-2").line == "voice:landline"


def test_who_stopped_calls_is_not_called(switch: Client, told: Told) -> None:
    said = {"reason": "said", "source": "test", "evidence": {}, "now": SENT}
    people.stop(customer_id=told.customer_id, scope="all", channel="voice", **said)
    answer = begin(switch, told)
    assert (answer["state"], answer["reasons"], asked()) == ("refused", ["suppressed"], "not_in_call")
    assert "not to be contacted" in answer["says"] and answer["mend"]


def test_who_wrote_is_called_only_if_they_asked_for_it(switch: Client, told: Told) -> None:
    outreach.conversation_open(customer_id=told.customer_id, channel="email", now=NOW)
    assert begin(switch, told)["reasons"] == ["call_unasked"]
    outreach.conversation_open(customer_id=told.customer_id, channel="email", asked_for=["voice"], now=NOW)
    assert begin(switch, told, id="c-2")["state"] == "signed"


def test_who_speaks_decides_which_law_binds_and_the_strictest_where_nobody_says(
    switch: Client, told: Told
) -> None:
    """47 CFR 64.1200(a)(1): a recorded or made voice to a mobile needs a yes; a person's own does not."""
    people.save(
        record={"id": "maria", "name": "Maria", "relationship": "customer", "country": "US", "region": "PA",
                "zone": "America/New_York", "mobile": "+12155550131"},
        now=SENT,
    )  # fmt: skip
    states = {
        speaks: begin(switch, told, id=f"c-{speaks}", called="+12155550131", speaks=speaks)["state"]
        for speaks in ("live", "prerecorded", "ai", "")
    }
    assert states == {"live": "signed", "prerecorded": "refused", "ai": "refused", "": "refused"}


def test_outside_their_hours_it_says_when(switch: Client, told: Told) -> None:
    night = SENT.replace(hour=4)  # one in the morning in São Paulo
    with clock.using(SimulatedClock(night)):
        answer = begin(switch, told)
    assert (answer["state"], answer["until"]) == ("refused", "2026-03-02T11:00:00Z")
    assert "no earlier" in answer["mend"]


def test_calls_count_against_the_caps_like_any_contact(switch: Client, told: Told) -> None:
    states = [begin(switch, told, id=f"c-{n}")["state"] for n in range(7)]
    assert states == ["signed"] * 5 + ["refused"] * 2  # six a day, and the mail was the first


def test_what_is_too_old_was_withdrawn_or_never_was_is_not_called_about(switch: Client, told: Told) -> None:
    with clock.using(SimulatedClock(SENT + timedelta(days=3))):
        assert begin(switch, told)["reasons"] == ["expired"]
    Outreach.objects.update(state="withdrawn", withdrawn_at=NOW)
    assert begin(switch, told, id="c-2")["reasons"] == ["withdrawn"]
    begin(switch, told, 404, id="c-3", outreach=999_999)


def test_without_a_key_the_call_is_on_record_and_goes_unsigned(switch: Client, told: Told) -> None:
    state(TIDINGS_VOICE_PASSPORT_KEY="")
    answer = begin(switch, told)
    assert (answer["state"], answer["reasons"], answer["identity"]) == ("unsigned", ["no_signing_key"], [])
    assert asked() == "in_call"


def test_settings_that_cannot_be_right_are_said_and_the_call_is_on_record(switch: Client, told: Told) -> None:
    state(TIDINGS_VOICE_PASSPORT_X5U="")
    assert begin(switch, told)["reasons"] == ["signing_settings_wrong"]
    assert asked() == "in_call"


def test_a_number_without_a_record_is_attested_in_part(switch: Client, told: Told) -> None:
    state(TIDINGS_VOICE_NUMBERS=SHOWN)
    assert begin(switch, told)["attest"] == "B" == Call.objects.get().attest


def test_the_call_stands_in_the_story_and_in_the_persons_copy_and_is_erased(
    switch: Client, told: Told
) -> None:
    begin(switch, told)
    lines = [line.says for line in outreach.story(id=told.outreach_id)]
    assert f"Called their mobile from {SHOWN} (signed, attested A)" in lines
    [call] = outreach.export(customer_id=told.customer_id)["calls"]
    assert (call["called"], call["shown"]) == (MOBILE, SHOWN)
    outreach.erase(customer_id=told.customer_id, customer="maria", now=NOW)
    assert Call.objects.get().called == ""


@pytest.mark.parametrize(
    "wrong", [{"called": "011 96123"}, {"shown": "Loja"}, {"speaks": "loud"}, {"id": ""}]
)
def test_what_cannot_be_a_call_is_refused(switch: Client, told: Told, wrong: dict[str, str]) -> None:
    begin(switch, told, 400, **wrong)
    assert not Call.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_calls_at_once_the_caps_let_through_as_many_as_of_one_after_another(told: Told) -> None:
    def one(n: int) -> str:
        with clock.using(SimulatedClock(NOW)):
            sent = outreach.ToldCall(
                key=f"c-{n}", outreach_id=told.outreach_id, called=MOBILE, shown=SHOWN, speaks="live"
            )
            state = outreach.begin_call(told=sent, source="key:switch", now=NOW).state
        connection.close()
        return state

    with ThreadPoolExecutor(8) as threads:
        states = list(threads.map(one, range(12)))
    assert (states.count("signed"), states.count("refused")) == (5, 7)
