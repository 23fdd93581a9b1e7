"""Why did you write to me? Answered from the decision itself, in the customer's language, for a phone."""

from datetime import timedelta

import pytest

from tests.outreach.conftest import NOON, STANDS_IN, company  # noqa: F401 (a fixture)
from tidings.ground import clock, links
from tidings.ground.clock import SimulatedClock
from tidings.outreach import public as outreach
from tidings.outreach.models import Decision, Outreach
from tidings.staff import public as staff


@pytest.fixture
def told(company):  # noqa: F811 (the fixture)
    """Gives the address of the notice that a customer speaking this language got by email at night."""

    def tell(language="en"):
        company.customer("ana", language=language)
        company.campaign()
        company.later(hours=11)
        company.happens("shop.order.late")
        company.decides()
        card = Outreach.objects.get()
        expires = card.expires_at + timedelta(days=90)
        return f"/n/{links.sign(purpose='notice', id=card.id, expires=expires)}"

    return tell


def opened(client, address):
    with clock.using(SimulatedClock(NOON + timedelta(days=1))):
        return client.get(address).content.decode()


def test_reasons_moment_counts_and_rules_are_told(client, told):
    page = opened(client, told())
    for part in (
        "It is about your own business with us",
        "outside the hours at which we may contact you",
        "It could come from July 2, 2026",
        "Contacts from us in the 24 hours before: 0 of at most 6.",
        "The rules we kept",
        "how often the company allows itself",
    ):
        assert part in page


def test_it_is_told_in_the_customers_language(client, told):
    page = opened(client, told("pt-BR"))
    for part in (
        "Podia chegar a partir de",
        "Contatos nossos em 24 horas, antes deste: 0 de no máximo 6.",
        "As regras que seguimos",
    ):
        assert part in page


def test_nothing_is_told_that_is_ours_alone(client, told):
    page = opened(client, told())
    decision = Decision.objects.get()
    for secret in (
        decision.pack[:12],
        decision.answer_digest[:12],
        "ana@example.com",
        str(decision.seen["bucket"]),
    ):
        assert secret not in page


def test_where_the_rules_of_its_day_are_not_kept_the_reasons_still_are(client, told):
    address = told()
    Decision.objects.update(pack="")
    page = opened(client, address)
    assert "It is about your own business with us" in page and "The rules we kept" not in page


def test_nothing_is_told_of_others_in_the_same_organisation(client, told):
    caps = [{"within": "7d", "contacts": 9, "per": "organisation"}, {"within": "24h", "contacts": 6}]
    staff.save_company(actor="test", now=NOON, policy=STANDS_IN | {"caps": caps})
    page = opened(client, told())
    ours = outreach.why(outreach.decision(id=Decision.objects.get().id)).counted
    assert any("in this organisation" in line for line in ours)
    assert "in this organisation" not in page and "0 of at most 6." in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["en", "pt"])
def test_it_fits_a_phone_and_is_accessible(told, live_site, page, axe, language):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(live_site.url + told(language))
    page.locator("details summary").last.click()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
