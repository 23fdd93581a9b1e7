"""Values as the portal shows them."""

import pytest

from tidings.portal.showing import host_of


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://carrier.example/track?x=1", "carrier.example"),
        ("https://bank.example@evil.example/", "evil.example"),
        (r"https://evil.example\@bank.example/", ""),
        ("http://[", ""),
        ("javascript:alert(1)", ""),
        ("Order A-1", ""),
    ],
)
def test_a_link_is_shown_with_the_host_it_leads_to_or_is_no_link(address: str, host: str) -> None:
    assert host_of(address) == host
