"""A filled frame says what the faces say, for every message."""

import quopri
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tidings.channels.email.frame import faces, frame_of
from tidings.channels.email.html import html
from tidings.channels.email.shape import CLOSE, OPEN
from tidings.channels.email.tests.examples import MESSAGE, message
from tidings.channels.email.text import text
from tidings.core.notice import Answer, Evidence, Item, NextStep

calm = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Cs", "Co")), max_size=90)
words = st.one_of(
    st.just(""), calm, st.sampled_from(["<b>&", "=E9 = ", "From me", ">quoted", ".", "-- ", "a  b "])
)
addresses = st.one_of(words, words.map(lambda path: f"https://carrier.example/{path}"))
composed = st.builds(
    replace,
    st.just(MESSAGE.composed),
    what=words,
    means=words,
    done=words,
    if_ignored=words,
    next_steps=st.lists(st.builds(NextStep, id=words, says=words, does=st.just("")), max_size=3).map(tuple),
    evidence=st.lists(st.builds(Evidence, kind=words, value=addresses, says=words), max_size=3).map(tuple),
    answers=st.lists(st.builds(Answer, question=words, answer=words), max_size=2).map(tuple),
    items=st.lists(st.builds(Item, title=words, what=words, means=words, open=words), max_size=2).map(tuple),
)


def said(octets: bytes) -> list[str]:
    """The lines, as a mail program shows them: empty ones and the ends of lines do not matter."""
    plain = quopri.decodestring(octets).decode()
    return [row.strip() for row in plain.replace("\r\n", "\n").split("\n") if row.strip()]


def lines(words: str) -> list[str]:
    return [row.strip() for row in words.replace("\r\n", "\n").split("\n") if row.strip()]


@given(composed=composed, subject=words, topic=words, company=words)
def test_both_faces_are_those_drawn_directly(composed, subject, topic, company) -> None:
    example = replace(
        MESSAGE, composed=composed, topic_title=topic, letterhead=replace(MESSAGE.letterhead, name=company)
    )
    as_text, as_html = faces(example, subject)
    assert said(as_text) == lines(text(example))
    assert "".join(said(as_html)) == "".join(lines(html(example, subject)))


def test_one_frame_serves_all_customers_of_a_campaign() -> None:
    frame_of.cache_clear()
    for number in range(50):
        faces(message(what=f"Order {number} is late.", code=f"CODE-{number}"), f"Order {number}")
    assert frame_of.cache_info().currsize == 1


def test_no_persons_words_stay_in_a_frame() -> None:
    frame_of.cache_clear()
    faces(message(what="Ana's secret", done="Her other secret"), "Her subject")
    faces(message(what="Next"), "Next")
    assert b"secret" not in b"".join(faces(message(what="Next", done="Nothing"), "Next"))


def test_marks_in_somebodys_words_are_only_words() -> None:
    mark = f"{OPEN}6{CLOSE}"
    hostile = message(what=f"Look {mark}", means="Secret", topic_title=mark, done=mark)
    as_text, as_html = faces(hostile, mark)
    assert as_html.count(b"Secret") == as_text.count(b"Secret") == 1
