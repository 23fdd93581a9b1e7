"""The sender for a country, and what countries want of one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.channels.contract import Unplugged
from tidings.channels.sms.channel import CHANNEL
from tidings.channels.sms.senders import NoSender, Senders, country_of, judged, one_of_several, wants
from tidings.channels.sms.tests.examples import MESSAGE, SENDERS, message
from tidings.channels.sms.way import BadWay

TODAY = date(2026, 11, 22)
DECLARED = Senders.read(SENDERS)


def test_each_country_has_its_own_sender_and_the_rest_a_common_one() -> None:
    assert DECLARED.to("DE", TODAY).address == "Example"
    assert DECLARED.to("FR", TODAY).address == "+447700900000"
    assert not DECLARED.to("DE", TODAY).hears
    assert DECLARED.to("US", TODAY).registration == "C1ABCD2"


def test_a_country_without_a_sender_is_refused_with_the_mend() -> None:
    with pytest.raises(NoSender, match="FR: name a sender for it in TIDINGS_SMS_SENDERS"):
        Senders.read("US=+12025550100;registration=C1").to("FR", TODAY)


@pytest.mark.parametrize(
    ("senders", "country", "says"),
    [
        ("US=+12025550100", "US", "10DLC"),
        ("US=MG" + "0" * 32, "US", "10DLC"),
        ("*=Example", "US", "a name is not allowed"),
        ("AU=Example", "AU", "ACMA"),
        ("AU=Ex;registration=1", "AU", "at least 3 characters"),
        ("IN=+919876543210", "IN", "TRAI"),
    ],
)
def test_a_sender_that_a_country_does_not_allow_is_refused_with_the_reason(
    senders: str, country: str, says: str
) -> None:
    with pytest.raises(NoSender, match=says):
        Senders.read(senders).to(country, TODAY)


def test_a_law_holds_from_its_day() -> None:
    assert Senders.read("AU=Example").to("AU", date(2026, 6, 30)).address == "Example"
    with pytest.raises(NoSender):
        Senders.read("AU=Example").to("AU", date(2026, 7, 1))


def test_no_text_leaves_for_the_united_states_without_a_registered_campaign() -> None:
    settings = {"TIDINGS_SMS_URL": "smpp://a:b@127.0.0.1:1", "TIDINGS_SMS_SENDERS": "*=+12025550100"}
    sender = CHANNEL.open(settings, Unplugged(MESSAGE.at))
    outcome = sender.send(message(to="+12025550123"))
    assert (outcome.state, outcome.address_dead, outcome.unreachable) == ("permanent", False, False)
    assert "registration=ID" in outcome.says


@pytest.mark.parametrize(
    "written", ["US", "US=", "usa=+12025550100", "US=+1", "US=a name that is too long", "US=1;campaign=2"]
)
def test_a_setting_that_cannot_be_right_names_the_mend(written: str) -> None:
    with pytest.raises(BadWay, match="TIDINGS_SMS_SENDERS"):
        Senders.read(written)


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("+447700900123", "GB"),
        ("+12025550123", "US"),
        ("+14165550123", "CA"),
        ("+5511987654321", "BR"),
        ("nobody", ""),
    ],
)
def test_texts_share_their_fate_by_country(address: str, country: str) -> None:
    assert country_of(address) == CHANNEL.destination(address) == country


def test_each_sender_is_named_with_its_country_and_registration() -> None:
    found = [(one.well, one.says) for one in judged(DECLARED)]
    assert (True, "sender to US: +12025550100 (number, registered as C1ABCD2)") in found
    assert (True, "sender to DE: Example (name, not registered)") in found
    assert any(well and says.startswith("sender elsewhere: +447700900000") for well, says in found)


def test_a_sender_that_must_be_registered_is_found_before_a_text_is_refused() -> None:
    (finding,) = judged(Senders.read("AU=Example"))
    assert not finding.well and "ACMA" in finding.says and "register it" in finding.mend
    (elsewhere,) = judged(Senders.read("*=Example"))
    assert elsewhere.well and "no texts to " in elsewhere.says and "US" in elsewhere.says


def test_every_want_says_why() -> None:
    assert all(want.says for want in wants().values())


SHARED = [
    "+4477009%05d",
    "+4479111%05d",
    "+1242357%04d",
    "+1204234%04d",
    "+7701234%04d",
    "+26263923%04d",
    "+61491570%03d",
]


@given(form=st.sampled_from(SHARED), line=st.integers(0, 999))
def test_the_last_digits_of_a_number_do_not_change_its_country(form: str, line: int) -> None:
    address = form % line
    assert country_of(address) == one_of_several.__wrapped__(address)
