"""The barcode of USPS-B-3200, by the specification's own examples (G-21)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.post.intelligent_mail import NotAnIntelligentMailCode, bars

TRACKING = "01234567094987654321"


@pytest.mark.parametrize(
    ("routing", "expected"),
    [
        ("", "ATTFATTDTTADTAATTDTDTATTDAFDDFADFDFTFFFFFTATFAAAATDFFTDAADFTFDTDT"),
        ("01234", "DTTAFADDTTFTDTFTFDTDDADADAFADFATDDFTAAAFDTTADFAAATDFDTDFADDDTDFFT"),
        ("012345678", "ADFTTAFDTTTTFATTADTAAATFTFTATDAAAFDDADATATDTDTTDFDTDATADADTDFFTFA"),
        ("01234567891", "AADTFFDFTDADTAADAATFDTDDAAADDTDTTDAFADADDDTFFFDDTTTADFAAADFTDAADA"),
    ],
)
def test_the_specifications_examples(routing: str, expected: str) -> None:
    assert bars(tracking=TRACKING, routing=routing) == expected


@given(
    st.from_regex(r"[0-9][0-4][0-9]{18}", fullmatch=True),
    st.from_regex(r"[0-9][0-4][0-9]{18}", fullmatch=True),
    st.sampled_from(["", "01234", "012345678", "01234567891"]),
)
def test_other_digits_give_other_bars(one: str, other: str, routing: str) -> None:
    found = bars(tracking=one, routing=routing)
    assert len(found) == 65
    assert (found == bars(tracking=other, routing=routing)) == (one == other)


@pytest.mark.parametrize(
    ("tracking", "routing"),
    [("1" * 19, ""), ("0" + "5" + "0" * 18, ""), (TRACKING, "1234"), ("x" * 20, ""), (TRACKING, "١٢٣٤٥")],
)
def test_what_no_barcode_can_carry_is_refused(tracking: str, routing: str) -> None:
    with pytest.raises(NotAnIntelligentMailCode):
        bars(tracking=tracking, routing=routing)
