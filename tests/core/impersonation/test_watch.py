"""The watch list, found in a text however it is written there."""

import pytest

from tidings.core.impersonation import Struck, Watch, WatchRefused, read_watch, struck

WATCH = read_watch(
    {
        "domains": ["examp1e.com", "exämple.com"],
        "names": ["Example Secure"],
        "numbers": ["+1 202 555 0199", "30330"],
    }
)


@pytest.mark.parametrize(
    ("text", "kind", "entry"),
    [
        ("See https://examp1e.com/pay", "domain", "examp1e.com"),
        ("Write to help@MAIL.Examp1e.com.", "domain", "examp1e.com"),
        ("See exam\u200bp1e.com", "domain", "examp1e.com"),
        ("See xn--exmple-cua.com", "domain", "exämple.com"),
        ("From EXAMPLE\u00a0 secure!", "name", "Example Secure"),
        ("Call (202) 555-0199 now", "number", "+1 202 555 0199"),
        ("Call 00 1 202.555.0199", "number", "+1 202 555 0199"),
        ("Text 30330.", "number", "30330"),
    ],
)
def test_what_is_on_the_list_is_found(text: str, kind: str, entry: str) -> None:
    assert list(struck(text, WATCH)) == [Struck(kind=kind, entry=entry)]


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.com and notexamp1e.com",
        "See examp1e.com.evil.click",
        "An example secured by nothing",
        "Order 130330, R$ 5,550.19, 303, 30",
        "Call +1 202 555 0100",
    ],
)
def test_what_only_contains_it_is_not(text: str) -> None:
    assert list(struck(text, WATCH)) == []


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"domain": []}, "domain is not known"),
        ({"domains": "examp1e.com"}, "domains is a list"),
        ({"domains": ["https://examp1e.com/"]}, "is no domain"),
        ({"names": ["x"]}, "too short"),
        ({"numbers": ["call us"]}, "no telephone number"),
        ({"names": ["x" * 201]}, "at most"),
        ([], "use lists"),
    ],
)
def test_a_list_that_cannot_be_is_refused_with_the_mend(given: object, says: str) -> None:
    with pytest.raises(WatchRefused, match=says):
        read_watch(given)  # type: ignore[arg-type]


def test_an_empty_list_finds_nothing() -> None:
    assert read_watch({}) == Watch() and list(struck("examp1e.com", Watch())) == []
