"""Where somebody may be, for the law: every place that their address or a number of theirs names."""

import pytest

from tidings.people.places import place_of_number, possible_places


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("+12125550123", "us us-ny"),
        ("+18504321234", "us us-fl"),
        ("+14805551212", "us us-az"),
        ("+19025550123", "ca ca-ns ca-pe"),
        ("+15145550123", "ca ca-qc"),
        ("+18005551212", ""),
        ("+442079460018", "gb"),
        ("+447700900123", "gb"),
        ("+33199001234", "fr"),
        ("+61491570156", "au"),
        ("+5511961234567", "br"),
    ],
)
def test_a_number_names_its_country_and_a_north_american_one_its_state(number, place):
    found = set(place_of_number(number).split())
    assert found == set(place.split())


@pytest.mark.parametrize(
    ("country", "region", "numbers", "places"),
    [
        ("US", "FL", [], ["us", "us-fl"]),
        ("US", "Florida", [], ["us", "us-fl"]),
        ("CA", "Quebec", [], ["ca", "ca-qc"]),
        ("US", "Nowhere", [], ["us"]),
        ("GB", "", [], ["gb"]),
        ("", "", [], []),
        ("", "", ["us us-ny"], ["us", "us-ny"]),
        ("US", "FL", ["us us-ny", "ca ca-on", ""], ["ca", "ca-on", "us", "us-fl", "us-ny"]),
    ],
)
def test_all_places_bind_at_once(country, region, numbers, places):
    assert possible_places(country, region, numbers) == places


@pytest.mark.django_db
def test_a_persons_places_follow_their_address_and_numbers(saved, known):
    customer = saved(country="US", region="FL", mobile="+12125550123")
    assert known(customer).places == ("us", "us-fl", "us-ny")
    saved(mobile=None)
    assert known(customer).places == ("us", "us-fl")
    saved(country=None, region=None)
    assert known(customer).places == ()


@pytest.mark.django_db
def test_those_at_one_address_share_a_household_whatever_the_spelling(saved, known):
    home = {"line1": "12, Rue de l'Église", "postal_code": "75001", "city": "Paris"}
    one = saved(post={"name": "Ana Souza", **home}, country="FR")
    two = saved(id="c-2", post={"name": "Bob", **home, "line1": "12 rue de l’eglise"}, country="FR")
    other = saved(id="c-3", post=home | {"line1": "14 Rue de l'Église"}, country="FR")
    nobody = saved(id="c-4", email="a@example.com")
    assert known(one).household == known(two).household != ""
    assert known(other).household not in ("", known(one).household)
    assert known(nobody).household == ""
    streets = [
        saved(id=f"c-{street}", country="RU", post=home | {"line1": f"{street} 12"})
        for street in ("Лесная", "Садовая")
    ]
    assert known(streets[0]).household != known(streets[1]).household
    saved(id="c-2", post=None)
    assert known(two).household == ""
