"""Which ways are left: none twice, none that is forbidden, and an end whatever happens."""

from hypothesis import given
from hypothesis import strategies as st

from tidings.core.next_channel import Journey, Way, is_spoken, next_ways

CHANNELS = ["email", "sms", "whatsapp", "voice:mobile", "voice:landline", "letter"]
channels = st.sampled_from(CHANNELS)
orders = st.lists(channels, max_size=8)
books = st.dictionaries(
    channels, st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3).map(tuple)
)
doubtful = st.frozensets(st.sampled_from(["a", "b", "c"]), max_size=2)


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    ways = st.builds(Way, channel=channels, address=st.sampled_from(["a", "b", "c"]))
    return Journey(
        tried=draw(st.lists(ways, max_size=5)),
        dead=draw(st.booleans()),
        doubtful=draw(doubtful),
        wrote=draw(st.booleans()),
    )


@given(journey=journeys(), order=orders, book=books)
def test_no_way_is_gone_twice_nor_a_forbidden_one(journey: Journey, order: list[str], book: dict) -> None:
    found = next_ways(journey, order=order, addresses=book)
    assert not set(found) & set(journey.tried)
    assert not {way.address for way in found} & set(journey.doubtful)
    assert all(way.address in book[way.channel] for way in found)
    assert len({way.channel for way in found}) == len(found)


@given(journey=journeys(), order=orders, book=books)
def test_who_wrote_is_not_called_on_another_channel(journey: Journey, order: list[str], book: dict) -> None:
    before = {way.channel for way in journey.tried}
    called = [way for way in next_ways(journey, order=order, addresses=book) if is_spoken(way.channel)]
    assert not journey.wrote or all(way.channel in before for way in called)


@given(journey=journeys(), order=orders, book=books)
def test_further_channels_keep_their_order(journey: Journey, order: list[str], book: dict) -> None:
    tried = {way.channel for way in journey.tried}
    further = [
        way.channel for way in next_ways(journey, order=order, addresses=book) if way.channel not in tried
    ]
    assert further == sorted(further, key=order.index)


@given(order=orders, book=books, dead=st.lists(st.booleans(), min_size=40, max_size=40))
def test_it_ends_whatever_happens(order: list[str], book: dict, dead: list[bool]) -> None:
    tried: list[Way] = []
    for died in [False, *dead]:
        left = next_ways(Journey(tried=tried, dead=died), order=order, addresses=book)
        if not left:
            break
        tried.append(left[0])
    assert not left
    assert len(set(tried)) == len(tried)


def test_a_dead_address_gives_way_to_the_next_one_of_its_channel_first() -> None:
    book = {"email": ("old", "new"), "sms": ("+1",)}
    gone = Journey(tried=[Way(channel="email", address="old")], dead=True)
    assert next_ways(gone, order=["email", "sms"], addresses=book) == (
        Way(channel="email", address="new"),
        Way(channel="sms", address="+1"),
    )
    alive = Journey(tried=[Way(channel="email", address="old")])
    assert next_ways(alive, order=["email", "sms"], addresses=book) == (Way(channel="sms", address="+1"),)


def test_a_number_that_may_have_been_reached_is_left_alone_on_every_channel() -> None:
    book = {"sms": ("+1",), "whatsapp": ("+1",), "email": ("a@b.example",)}
    unknown = Journey(tried=[Way(channel="sms", address="+1")], doubtful={"+1"})
    assert next_ways(unknown, order=["sms", "whatsapp", "email"], addresses=book) == (
        Way(channel="email", address="a@b.example"),
    )
