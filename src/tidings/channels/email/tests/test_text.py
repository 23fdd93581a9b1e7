"""The text face: how its paragraphs are wrapped."""

from hypothesis import given
from hypothesis import strategies as st

from tidings.channels.email.text import SIGNATURE, flowed, lines


@given(st.text(st.sampled_from("ab>. \n\u3000\u2028"), max_size=200).filter(lambda text: text != SIGNATURE))
def test_what_needs_no_wrapping_is_written_as_wrapping_would_write_it(paragraph: str) -> None:
    assert flowed(paragraph) == "\r\n".join(line for hard in paragraph.splitlines() for line in lines(hard))
