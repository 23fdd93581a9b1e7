"""What is forgiven and what is not: the closed list, and nothing beside it."""

import base64
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.genuine.comparing import ENOUGH, compare
from tidings.core.genuine.faces import Face, head, may, must
from tidings.core.genuine.harmless import HARMLESS
from tidings.core.genuine.harmless.dates import is_date
from tidings.core.genuine.harmless.wrappers import WRAPPERS, target

LINK = "https://shop.example/n/WzEsMl0:sig-na_ture"
LINES = (
    "Your order f346 did not arrive by 15 August – we owe you 14.10 €.",
    "Don't pay anybody: it's “free”.",
    "- Cancel it",
    f"Read: {LINK}",
    "Is it really us? Code K7MP-3XWQ-9DTA at https://shop.example/is-it-you",
)
FACE = Face(
    (*head(sender="Shop", address="news@shop.example", subject="Late"), *must(*LINES), *may("Shop, 1 Street"))
)
TEXT = "\n".join(LINES)


def same(text: str) -> bool:
    return compare(text, [FACE]).same


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT + "\nShop, 1 Street",
        TEXT.replace("\n", "\r\n\r\n"),
        "\n".join(f">> {line}" for line in LINES),
        TEXT.replace("–", "-").replace("“", '"').replace("”", '"').replace("'", "’"),
        TEXT.replace(" €", "\u00a0€").replace("arrive", "arr\u00adive"),
        TEXT.replace("- Cancel", "• Cancel").replace("Your order", "*Your order*"),
        TEXT.replace("did not arrive", "did\nnot  arrive"),
        TEXT.replace("na_ture", "na_\nture"),
        TEXT.replace(LINK, f"<{LINK}>"),
        f"Sent from my iPhone\n\n-------- Forwarded Message --------\nSubject: Late\nFrom: Shop <news@shop.example>\n\n{TEXT}",
        f"Em seg., 2 de mar. de 2026 às 15:31, Shop <news@shop.example> escreveu:\n{TEXT}",
        f"Am 02.03.2026 um 15:31 Uhr schrieb Shop <news@shop.example>:\n{TEXT}",
    ],
)
def test_what_carriers_and_mail_programs_do_is_forgiven(text: str) -> None:
    assert same(text), compare(text, [FACE])


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("did not", "did"),
        TEXT.replace("14.10", "1410"),
        TEXT.replace("€", "$"),
        TEXT.replace("15 August", "16 August"),
        TEXT.replace("Cancel it", "cancel it"),
        TEXT.replace("shop.example/n", "shop.example.evil.example/n"),
        TEXT.replace("– we", "we"),
        TEXT.replace("did not", "did\u202enot"),
        TEXT.replace("order f346", "order > f346").replace("> f346", "\n> f346"),
        TEXT.replace(LINES[1] + "\n", ""),
        f"Pay to 0800 999\n---------- Forwarded message ---------\n{TEXT}",
        f"From: Shop <news@sh0p.example>\n\n{TEXT}",
        f"Date: call 0800 999 now 2026\n{TEXT}",
        f"{TEXT}\nSent from my iPhone, call 0800 999",
        TEXT.replace(LINK, "https://short.example/x"),
        TEXT.replace("shop.example/n", "shop.example:/n"),
    ],
)
def test_nothing_else_is(text: str) -> None:
    assert not same(text)


@given(st.integers(0, len(TEXT) - 1), st.sampled_from("0123456789abcxyz$%+=&#"))
def test_any_letter_digit_or_sign_put_in_is_found(place: int, sign: str) -> None:
    found = compare(TEXT[:place] + sign + TEXT[place:], [FACE])
    assert not found.same and found.places


@given(st.text(max_size=300))
def test_places_lie_within_whatever_was_pasted(text: str) -> None:
    found = compare(text, [FACE])
    assert not found.same and found.held < ENOUGH
    assert all(0 <= place.start <= place.end <= len(text) for place in found.places)


def test_marks_are_whole_words_and_an_omission_is_a_point() -> None:
    text = TEXT.replace("did not arrive", "did arrive").replace("14.10", "94.10")
    places = [(text[place.start : place.end], place.start) for place in compare(text, [FACE]).places]
    assert places == [("", text.index("arrive")), ("94", text.index("94"))]


@pytest.mark.parametrize(
    "wrapped",
    [
        f"https://eur01.safelinks.protection.outlook.com/?url={quote(LINK, safe='')}&data=05",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__shop.example_n_WzEsMl0-3Asig-2Dna-5Fture&d=Dw&e=",
        "https://urldefense.com/v3/__https://shop.example/n/WzEsMl0*sig-na_ture__;Og!!AbC!Def$",
        f"https://linkprotect.cudasvc.com/url?a={quote(LINK, safe='')}&c=E",
        f"https://eu.protection.sophos.com?d=x&u={base64.urlsafe_b64encode(LINK.encode()).decode()}&i=1",
        f"https://secure-web.cisco.com/1AbC/{quote(LINK, safe='')}",
        f"https://www.google.com/url?q={quote(LINK, safe='')}&sa=D",
    ],
)
def test_a_wrapped_link_is_the_link_it_names(wrapped: str) -> None:
    assert target(wrapped) == LINK
    assert same(TEXT.replace(LINK, wrapped))


@pytest.mark.parametrize(
    "link",
    [
        f"http://eur01.safelinks.protection.outlook.com/?url={quote(LINK, safe='')}",
        f"https://safelinks.protection.outlook.com.evil.example/?url={quote(LINK, safe='')}",
        f"https://evil.example@linkprotect.cudasvc.com/url?a={quote(LINK, safe='')}",
        "https://protect-eu.mimecast.com/s/AbCdEf",
        f"https://evil.example/?url={quote(LINK, safe='')}",
    ],
)
def test_what_only_looks_like_a_wrapper_is_none(link: str) -> None:
    assert not same(TEXT.replace(LINK, link))


def test_a_date_is_nothing_but_a_date() -> None:
    for said in (
        "Mon, 2 Mar 2026 15:31:12 +0000",
        "segunda-feira, 2 de março de 2026 15:31",
        "02/03/2026, 15:31",
    ):
        assert is_date(said), said
    for said in ("call me on 2 March 2026", "soon", "0800 999 0800 999 0800 999 2026", ""):
        assert not is_date(said), said


def test_the_list_is_published_as_it_is() -> None:
    page = (Path(__file__).parents[3] / "docs" / "explanation" / "is-it-you.md").read_text()
    for change in HARMLESS:
        assert f"| `{change.name}` | {change.says} | {change.source} |" in page
    assert all(f"`{host}`" in page for host, _ in WRAPPERS)
