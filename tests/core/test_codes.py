from hypothesis import given
from hypothesis import strategies as st

from tidings.core.codes import ALPHABET, code_for, is_whole, normalised, spoken

keys = st.text(min_size=1, max_size=40)
places = st.integers(0, 11)


@given(keys)
def test_a_code_is_whole_and_the_same_for_the_same_contact(key):
    code = code_for(secret=b"a secret", key=key)
    assert is_whole(code)
    assert code == code_for(secret=b"a secret", key=key)
    assert code != code_for(secret=b"another", key=key)


@given(keys, places, st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_caught(key, place, letter):
    code = code_for(secret=b"a secret", key=key)
    wrong = code[:place] + letter + code[place + 1 :]
    assert is_whole(wrong) == (wrong == code)


@given(keys, places, places)
def test_every_swap_of_two_characters_is_caught(key, one, other):
    code = code_for(secret=b"a secret", key=key)
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]
    assert is_whole("".join(letters)) == ("".join(letters) == code)


def test_what_people_type_is_forgiven():
    code = code_for(secret=b"a secret", key="parcel-late|c1|event:shop|1")
    typed = spoken(code).lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert normalised(f"  {typed} ") == code


def test_a_code_reads_in_groups_of_four():
    assert spoken("7K2M94QX0DTW") == "7K2M-94QX-0DTW"


def test_a_strangers_text_is_no_code():
    assert not any(
        is_whole(normalised(text)) for text in ("", "hello", "é" * 12, "U" * 12, "1234-5678-9012-3")
    )
