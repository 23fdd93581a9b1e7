"""Domains that look like ours: made, and told apart from those that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.impersonation import lookalikes, resembles

labels = st.from_regex(r"[a-z]{5,12}", fullmatch=True)


@pytest.mark.parametrize(
    ("host", "how"),
    [
        ("examp1e.com", "alike"),
        ("exarnple.com", "alike"),
        ("xn--xample-2of.com", "alike"),  # with a Cyrillic e
        ("éxample.com", "alike"),
        ("exmaple.com", "typo"),
        ("exampel.com", "typo"),
        ("example.shop", "ending"),
        ("example-secure.com", "around"),
        ("example.com.verify.click", "around"),
        ("login.examp1e-help.top", "around"),
        ("example.com", ""),
        ("mail.Example.com.", ""),
        ("other.org", ""),
        ("counterexample.com", ""),
    ],
)
def test_how_a_domain_looks_like_ours(host: str, how: str) -> None:
    assert resembles(host, ["example.com"]) == how


def test_a_short_name_looks_like_nothing_but_itself_elsewhere() -> None:
    assert resembles("ab1.com", ["abl.com"]) == ""
    assert resembles("abl.net", ["abl.com"]) == "ending"


def test_the_ending_of_a_country_is_kept() -> None:
    found = {each.domain: each.how for each in lookalikes("www.shop.co.uk")}
    assert found["sh0p.co.uk"] == "alike" and found["shop.com"] == "ending"
    assert "shop.co.uk" not in found


@given(labels)
def test_what_is_made_looks_like_what_it_was_made_from(label: str) -> None:
    own = f"{label}.example"
    made = lookalikes(own)
    assert own not in {each.domain for each in made}
    assert all(resembles(each.domain, [own]) for each in made if each.how != "around")
    assert all(each.domain.isascii() for each in made)
