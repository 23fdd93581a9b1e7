"""Codes made in bulk are the codes made one by one."""

from hypothesis import given
from hypothesis import strategies as st

from tidings.core.codes import code_for, is_whole
from tidings.core.codes_in_bulk import codes_for


@given(st.binary(min_size=1, max_size=40), st.lists(st.text(max_size=30), min_size=1, max_size=20))
def test_each_is_the_code_of_its_key_and_passes_its_own_check(secret: bytes, keys: list[str]) -> None:
    made = [bytes(line).decode() for line in codes_for(secret=secret, keys=keys)]
    assert made == [code_for(secret=secret, key=key) for key in keys]
    assert all(map(is_whole, made))
