"""The fold of the ledger: the order of arrival never matters, the last act does, and no wins a tie."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tidings.core.consent import Act, fold

DAY = datetime(2026, 1, 1, tzinfo=UTC)
CHANNELS = ("email", "mobile")
ADDRESSES = {"email": ("a@example.com", "b@example.com"), "mobile": ("+447400123456",)}

acts = st.lists(
    st.builds(
        Act,
        granted=st.booleans(),
        at=st.integers(0, 5).map(lambda days: DAY + timedelta(days=days)),
        purpose=st.sampled_from(["", "all", "marketing", "service"]),
        topic=st.sampled_from(["", "offers", "deliveries"]),
        channel=st.sampled_from(["", *CHANNELS]),
        address=st.sampled_from(["", "", "a@example.com"]),
        written=st.booleans(),
    ),
    max_size=8,
)


def act(granted, day, **about):
    return Act(granted=granted, at=DAY + timedelta(days=day), **{"purpose": "marketing"} | about)


def standing(*said, purpose="marketing", topic="offers"):
    return fold(said, purpose=purpose, topic=topic, addresses=ADDRESSES)


def test_nothing_recorded_is_neither_yes_nor_no():
    found = standing()
    assert found.subject is None
    assert found.channels == {"email": None, "mobile": None}
    assert found.addresses == ADDRESSES


def test_a_yes_to_the_matter_covers_every_channel():
    assert standing(act(True, 0)).channels == {"email": True, "mobile": True}


def test_a_yes_to_another_matter_says_nothing_here():
    assert standing(act(True, 0, topic="deliveries"), act(True, 0, purpose="service")).subject is None


def test_a_yes_by_one_channel_is_a_yes_to_the_matter_and_to_that_channel_only():
    found = standing(act(True, 0, channel="email"))
    assert (found.subject, found.channels) == (True, {"email": True, "mobile": None})


def test_a_no_to_one_channel_leaves_the_matter_open():
    found = standing(act(True, 0), act(False, 1, channel="email"))
    assert (found.subject, found.channels) == (True, {"email": False, "mobile": True})


def test_a_broad_no_ends_every_earlier_narrow_yes():
    found = standing(act(True, 0, topic="offers", channel="email"), act(False, 1, purpose="all"))
    assert (found.subject, found.channels) == (False, {"email": False, "mobile": False})


def test_a_later_narrow_yes_opens_just_that():
    found = standing(act(False, 0, purpose="all"), act(True, 1, topic="offers", channel="email"))
    assert (found.subject, found.channels) == (True, {"email": True, "mobile": False})


def test_an_older_yes_that_arrives_late_does_not_beat_the_no():
    assert standing(act(False, 2), act(True, 1)).subject is False


def test_a_tie_goes_to_the_no():
    assert standing(act(True, 1), act(False, 1)).subject is False


def test_a_no_to_one_address_spares_that_address_and_keeps_the_channel():
    found = standing(act(True, 0), act(False, 1, channel="email", address="a@example.com"))
    assert found.channels["email"] is True
    assert found.addresses["email"] == ("b@example.com",)


def test_a_yes_to_one_address_after_a_general_no_opens_only_that_address():
    found = standing(act(False, 0), act(True, 1, channel="email", address="b@example.com"))
    assert found.channels == {"email": True, "mobile": False}
    assert found.addresses["email"] == ("b@example.com",)


@given(acts, st.randoms())
def test_any_order_of_arrival_says_the_same(said, random):
    assert standing(*said) == standing(*random.sample(said, len(said)))


@given(acts)
def test_hearing_the_same_twice_changes_nothing(said):
    assert standing(*said, *said) == standing(*said)


@given(acts)
def test_a_last_no_to_everything_closes_everything(said):
    found = standing(*said, act(False, 9, purpose="", topic="", channel=""))
    assert found.subject is False
    assert set(found.channels.values()) == {False}


@given(acts, acts)
def test_a_yes_older_than_a_later_covering_no_never_shows(older, said):
    late = [
        Act(granted=True, at=DAY - timedelta(days=1), purpose=one.purpose, topic=one.topic) for one in older
    ]
    closed = [*said, act(False, 6, purpose="all")]
    assert standing(*closed, *late) == standing(*closed)


@given(acts)
def test_without_any_yes_nothing_is_allowed(said):
    nos = [one for one in said if not one.granted]
    found = standing(*nos)
    assert found.subject is not True
    assert True not in found.channels.values()


def test_a_written_yes_stays_one_under_a_plain_one_and_not_over_a_no():
    found = standing(act(True, 0, written=True), act(True, 1))
    assert (found.subject_written, found.written) == (True, CHANNELS)
    found = standing(act(True, 0, written=True), act(False, 1), act(True, 2))
    assert (found.subject, found.subject_written, found.written) == (True, False, ())


@given(acts)
def test_what_is_written_is_granted(said):
    found = standing(*said)
    assert found.subject is True or not found.subject_written
    assert all(found.channels[channel] is True for channel in found.written)


@given(acts, st.sampled_from(CHANNELS))
def test_a_later_no_to_everything_leaves_nothing(said, channel):
    found = standing(*said, Act(granted=False, at=DAY + timedelta(days=6)))
    assert (found.subject, found.channels[channel], found.written) == (False, False, ())


def test_a_word_about_a_number_covers_every_channel_by_it_and_one_about_a_channel_only_that():
    numbers = {"mobile": ("+1",), "sms": ("+1",), "voice:mobile": ("+1",), "voice:landline": ("+2",)}

    def channels(*said):
        return fold(said, purpose="marketing", topic="offers", addresses=numbers).channels

    by_number = dict.fromkeys(["mobile", "sms", "voice:mobile"], True)
    assert channels(act(True, 0, channel="mobile")) == by_number | {"voice:landline": None}
    said = channels(act(True, 0), act(False, 1, channel="voice"))
    assert said == {"mobile": True, "sms": True, "voice:mobile": False, "voice:landline": False}
    assert channels(act(True, 0, channel="sms"))["mobile"] is None
