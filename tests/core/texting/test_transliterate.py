"""Signs that telephones have, in place of those they lack, and the change told."""

from hypothesis import given
from hypothesis import strategies as st

from tidings.core.texting.segments import segment
from tidings.core.texting.transliterate import GSM, Change, Transliterated, transliterate


def test_typography_becomes_plain_and_the_change_is_told() -> None:
    found = transliterate("“It’s late” – 5\u00a0days…")
    assert found.text == '"It\'s late" - 5 days...'
    assert Change("’", "'", 1) in found.changes
    assert len(found.changes) == 6
    assert segment(found.text).encoding == "GSM-7"


def test_letters_lose_their_accents_only_where_that_is_asked_for() -> None:
    said = "Informação útil às nações"
    assert transliterate(said).text == said
    assert transliterate(said, extent="letters").text == "Informacao util às nacoes"
    assert transliterate("Ünal’s", extent="no").text == "Ünal’s"


def test_a_text_that_needs_ucs2_anyway_is_left_as_it_is() -> None:
    found = transliterate("“Заказ” – late", extent="letters")
    assert (found.text, found.changes) == ("“Заказ” – late", ())


@given(st.text(max_size=200), st.sampled_from(["no", "signs", "letters"]))
def test_what_telephones_have_is_never_touched(text: str, extent) -> None:
    found = transliterate(text, extent=extent)
    assert found.text == text or GSM.issuperset(found.text)
    assert all(change.was not in GSM and text.count(change.was) == change.times for change in found.changes)
    assert transliterate(found.text, extent=extent) == Transliterated(found.text)
