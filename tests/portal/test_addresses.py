"""The customer's own addresses: nothing is written to what nobody has shown to be theirs."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from tests.portal.journey import SENT, Told, tell
from tidings.conversations.models import Interaction, Saying
from tidings.ground import clock
from tidings.ground.clock import SimulatedClock, using
from tidings.people import public as people
from tidings.people.models import AddressCode, ContactPoint

NEW = "maria@new.example"


@pytest.fixture
def told(db: None) -> Told:
    return tell()


@pytest.fixture
def later() -> Iterator[SimulatedClock]:
    with using(SimulatedClock(SENT + timedelta(hours=1))) as moved:
        yield moved


def page(told: Told) -> str:
    return f"/preferences/{told.preferences}/addresses"


def add(told: Told, address: str = NEW, kind: str = "email") -> ContactPoint:
    Client().post(page(told), {"what": "add", "kind": kind, "address": address})
    return ContactPoint.objects.get(customer_id=told.customer_id, address=address)


def code_for(point: ContactPoint) -> str:
    text = Saying.objects.filter(kind="code", address=point.address).latest("id").text
    return re.search(r"\d{6}", text)[0]


def usable(told: Told) -> list[str]:
    asked = people.Asked(customer_id=told.customer_id, topic="deliveries", purpose="service")
    [facts] = people.facts(asked=[asked], now=clock.now())
    return list(facts.addresses["email"])


def prove(told: Told, point: ContactPoint, code: str) -> str:
    form = {"what": "prove", "id": str(point.id), "code": code}
    return Client().post(page(told), form).content.decode()


def test_your_data_leads_there_and_looking_changes_nothing(told: Told) -> None:
    assert page(told) in Client().get(f"/preferences/{told.preferences}/data").content.decode()
    shown = Client().get(f"{page(told)}?what=add&kind=email&address={NEW}").content.decode()
    assert not AddressCode.objects.exists() and NEW not in shown


def test_a_new_address_is_not_used_until_its_code_was_typed(told: Told) -> None:
    before = usable(told)
    point = add(told)
    assert usable(told) == before and point.state == "unverified"
    assert people.whose(kind="email", address=NEW) == ()
    code = code_for(point)
    assert "From now on we write there" in prove(told, point, f"{code[:3]} {code[3:]}")
    assert usable(told) == [*before, NEW]


def test_the_code_is_kept_as_a_hash_and_stands_in_no_timeline(told: Told) -> None:
    point = add(told)
    code = code_for(point)
    assert code not in str(list(AddressCode.objects.values()))
    assert code not in str(list(Interaction.objects.values("says", "detail")))


def test_the_address_we_knew_hears_of_it_and_not_in_full(told: Told) -> None:
    point = add(told)
    prove(told, point, code_for(point))
    [warned] = Saying.objects.filter(kind="address_added")
    assert warned.address == usable(told)[0]
    assert NEW not in warned.text and "m•••@n•••.example" in warned.text


def test_a_wrong_code_is_not_taken_and_five_are_enough(told: Told) -> None:
    point = add(told)
    right = code_for(point)
    wrong = f"{(int(right) + 1) % 10**6:06}"
    answers = [prove(told, point, wrong) for _ in range(5)]
    assert "not the code" in answers[0] and "too often" in answers[4]
    assert "too often" in prove(told, point, right)
    assert NEW not in usable(told)


def test_a_code_is_good_for_ten_minutes(told: Told, later: SimulatedClock) -> None:
    point = add(told)
    code = code_for(point)
    later.advance(later.now() + timedelta(minutes=10))
    assert "too old" in prove(told, point, code)
    assert (
        "Another code" in Client().post(page(told), {"what": "again", "id": str(point.id)}).content.decode()
    )
    assert "From now on" in prove(told, point, code_for(point))


def test_a_newer_code_voids_the_one_before(told: Told, later: SimulatedClock) -> None:
    point = add(told)
    first = code_for(point)
    later.advance(later.now() + timedelta(minutes=1))
    Client().post(page(told), {"what": "again", "id": str(point.id)})
    if first != code_for(point):
        assert "not the code" in prove(told, point, first)


def test_no_more_than_five_codes_a_day_go_out(told: Told, later: SimulatedClock) -> None:
    point = add(told)
    for _ in range(8):
        later.advance(later.now() + timedelta(minutes=1))
        answer = Client().post(page(told), {"what": "again", "id": str(point.id)})
    assert answer.status_code == 422 and "enough codes" in answer.content.decode()
    assert Saying.objects.filter(kind="code").count() == 5


def test_an_address_of_another_customer_takes_its_code_like_any_other(told: Told) -> None:
    """SuiteCRM #6110: the confirmation was skipped for an address that was known."""
    people.save(record={"id": "joao", "email": NEW}, now=SENT)
    point = add(told)
    assert point.state == "unverified" and NEW not in usable(told)
    assert people.whose(kind="email", address=NEW) == tuple(people.find(external_ids=["joao"]).values())


def test_no_code_goes_to_who_wants_nothing_from_us(told: Told) -> None:
    people.suppress_address(
        channel="email", address=NEW, reason="stopped", source="customer", evidence={}, now=SENT
    )
    point = add(told)
    assert point.state == "unverified" and not Saying.objects.exists()


@pytest.mark.parametrize("address", ["", "nobody", "a" * 400, "+5511961234567"])
def test_what_is_no_address_is_refused(told: Told, address: str) -> None:
    answer = Client().post(page(told), {"what": "add", "kind": "email", "address": address})
    assert answer.status_code == 422 and not Saying.objects.exists()


def test_what_the_customer_removed_is_not_used_however_often_the_company_states_it(told: Told) -> None:
    [first] = usable(told)
    record = {"id": people.person(customer_id=told.customer_id).external_id, "emails": [first, NEW]}
    people.save(record=record, now=SENT)
    point = ContactPoint.objects.get(address=first)
    Client().post(page(told), {"what": "remove", "id": str(point.id)})
    assert usable(told) == [NEW]
    people.save(record=record, now=SENT)
    people.save(record={**record, "emails": [NEW]}, now=SENT)
    people.save(record=record, now=SENT)
    assert usable(told) == [NEW]


def test_the_customers_order_outlives_the_companys_records(told: Told) -> None:
    [first] = usable(told)
    record = {
        "id": people.person(customer_id=told.customer_id).external_id,
        "emails": [first, NEW, "c@d.example"],
    }
    people.save(record=record, now=SENT)
    point = ContactPoint.objects.get(address=NEW)
    assert "first" in Client().post(page(told), {"what": "first", "id": str(point.id)}).content.decode()
    people.save(record=record, now=SENT)
    assert usable(told) == [NEW, first, "c@d.example"]


def test_nobody_changes_anothers_addresses(told: Told) -> None:
    other = people.save(record={"id": "joao", "email": NEW}, now=SENT).customer_id
    theirs = ContactPoint.objects.get(customer_id=other)
    for what in ("remove", "first", "again", "prove"):
        answer = Client().post(page(told), {"what": what, "id": str(theirs.id), "code": "123456"})
        assert answer.status_code == 422
    theirs.refresh_from_db()
    assert (theirs.state, theirs.position) == ("usable", 0)


def test_in_portuguese(db: None) -> None:
    told = tell(language="pt")
    assert "Seus endereços" in Client().get(page(told)).content.decode()
