"""The text drawn from a notice: what is owed, what fills, and what it costs."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.channels.contract import CannotCompose
from tidings.channels.sms.channel import CHANNEL
from tidings.channels.sms.tests.examples import MESSAGE, message
from tidings.channels.sms.text import counted, draw, even, laid, takes
from tidings.channels.sms.way import Writing
from tidings.core.notice import Item
from tidings.core.texting.segments import segment

WRITING = Writing()
LINK, CHECK = MESSAGE.links.notice, MESSAGE.links.check


def test_who_and_what_come_first_then_where_to_read_on_how_to_check_and_how_to_stop() -> None:
    lines = draw(message(), WRITING, replies=True).text.split("\n")
    assert lines[0] == "Example Shop: Your order f346 did not arrive by 15 August as we promised."
    assert lines[-3:] == [LINK, f"Is it really us? Code K7MP-3XWQ-9DTA at {CHECK}", "Reply STOP to end"]


def test_what_may_be_said_never_costs_one_more_segment() -> None:
    bare = draw(message(means="", done="", if_ignored=""), WRITING, replies=True)
    full = draw(message(), WRITING, replies=True)
    assert full.layout.count == bare.layout.count == 2
    assert "It is on its way." in full.text
    assert "refund" not in full.text


def test_what_can_be_chosen_is_named_and_the_link_says_what_it_is_for() -> None:
    lines = draw(message(means="", done="Done. " * 30), WRITING, replies=True).text.split("\n")
    assert lines[-5:-2] == ["You can choose: That is fine", "Read and answer:", LINK]
    without = draw(message(means="", done="", if_ignored="", next_steps=()), WRITING, replies=True).text
    assert "choose" not in without and "answer" not in without


@pytest.mark.parametrize("language", ["en", "pt", "es"])
def test_the_words_around_the_steps_cost_no_other_alphabet(language: str) -> None:
    tight = message(means="", done="", if_ignored="", language=language, code="", purpose="emergency")
    bare = replace(tight, links=replace(tight.links, check=""))
    drawn = draw(bare, WRITING, replies=True)
    assert len(drawn.text.split("\n")) == 4 and drawn.layout.encoding == "GSM-7"


def test_a_sender_that_hears_no_replies_says_so_and_gives_a_link_on_every_text() -> None:
    said = draw(message(), WRITING, replies=False).text
    assert said.endswith("Replies do not reach us. Stop: https://shop.example/u/TOKEN")
    assert "STOP" not in said


@pytest.mark.parametrize(("purpose", "owes", "there"), [("marketing", False, True), ("service", True, True)])
def test_how_to_stop_is_owed_in_marketing_and_where_a_country_wants_it(
    purpose: str, owes: bool, there: bool
) -> None:
    """Owed even where it takes a segment of its own."""
    tight = message(what="x" * 65, means="", done="", if_ignored="", purpose=purpose)
    said = draw(tight, Writing(segments=2), replies=True, owes_stop=owes)
    assert ("Reply STOP to end" in said.text) == there


def test_an_emergency_says_nothing_of_stopping() -> None:
    assert "STOP" not in draw(message(purpose="emergency"), WRITING, replies=True, owes_stop=True).text


def test_a_long_first_sentence_is_shortened_between_words_and_no_link_is_cut() -> None:
    said = draw(message(what="The parcel is late. " * 500), Writing(segments=2), replies=True)
    first, *rest = said.text.split("\n")
    assert first.endswith("...")
    assert LINK in rest
    assert said.layout.count == 2


def test_what_is_owed_and_does_not_fit_is_refused() -> None:
    with pytest.raises(CannotCompose, match="more than 1 segments"):
        draw(message(what="Ваша посылка опаздывает"), Writing(segments=1), replies=True)


def test_typography_is_written_plainly_and_the_change_is_told() -> None:
    said = draw(message(what="Your “order” – it’s late", means=""), WRITING, replies=True)
    assert 'Example Shop: Your "order" - it\'s late' in said.text
    assert {change.was for change in said.changes} == {"“", "”", "–", "’"}


def test_a_digest_says_its_items_as_far_as_there_is_room() -> None:
    item = Item(title="Card", what="Used abroad.", means="", open="https://shop.example/n/2")
    said = draw(message(items=(item,), means="", done="", if_ignored=""), WRITING, replies=True)
    assert "Card: Used abroad. https://shop.example/n/2" in said.text


def test_the_drawing_tells_segments_and_changes() -> None:
    drawing = CHANNEL.draw(message(what="It’s late"))
    assert drawing is not None
    assert drawing.notes == ("1 segment, 148 characters in GSM-7", "'’' is written \"'\"")
    assert "It's late" in drawing.text


def test_what_a_telephone_cannot_show_is_left_out() -> None:
    said = draw(message(what="La\u202ete\x00 and\x1b[31m red\r\n\r\n  again\tnow"), WRITING, replies=True)
    assert said.text.startswith("Example Shop: Late and[31m red\nagain now\n")


def test_half_a_character_is_refused() -> None:
    with pytest.raises(CannotCompose, match="surrogate"):
        draw(message(what="\ud83d late"), WRITING, replies=True)


@given(
    what=st.text(max_size=400), means=st.text(max_size=400), segments=st.integers(2, 6), replies=st.booleans()
)
def test_whatever_a_notice_says_the_text_is_counted_right_and_its_links_are_whole(
    what: str, means: str, segments: int, replies: bool
) -> None:
    try:
        said = draw(message(what=what, means=means), Writing(segments=segments), replies=replies)
    except CannotCompose:
        return
    assert said.layout.count == segment(said.text).count <= segments
    assert "".join(said.layout.texts()) == said.text
    assert LINK in said.text.split("\n")
    assert CHECK in said.text


@given(
    text=st.text(st.sampled_from("aZ 1@_é\n€~[{ü…’\u00adж"), max_size=500),
    count=st.integers(1, 3),
    bits=st.sampled_from([8, 16]),
)
def test_whether_a_text_takes_more_is_told_as_its_layout_tells_it(text: str, count: int, bits: int) -> None:
    writing = Writing(reference_bits=bits)
    found = laid(text, writing)
    if found is None or found.layout.count >= count:
        assert takes(text, count, writing, even(text)) == (found is not None and found.layout.count == count)


@given(
    text=st.text(st.sampled_from("aZ 1@_é\nΔ"), max_size=700),
    segments=st.integers(1, 5),
    bits=st.sampled_from([8, 16]),
)
def test_the_length_of_an_even_text_tells_its_segments(text: str, segments: int, bits: int) -> None:
    writing = Writing(segments=segments, reference_bits=bits)
    found, count = laid(text, writing), counted(len(text), writing)
    assert even(text)
    assert count == (found.layout.count if found else max(count, segments + 1))
