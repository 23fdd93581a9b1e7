"""Where the peers' failures are tried: a small shop that sends offers and service notices."""

from datetime import datetime
from typing import Any

import pytest

from tests.outreach.conftest import Company, company

__all__ = ["company"]


def yes(purpose: str = "marketing", **more: Any) -> dict[str, Any]:
    """A line of consent as a customer record states it."""
    return {"granted": True, "purpose": purpose, "basis": "consent", "at": "2026-01-01T00:00:00+00:00"} | more


@pytest.fixture
def shop(company: Company) -> Company:
    """Ana wants offers; two campaigns would send her some."""
    company.ana = company.customer(consents=[yes()])
    company.campaign("autumn", "offers", trigger="{event: shop.season, per: order.id}")
    company.campaign("cart", "offers", trigger="{event: shop.cart.left, per: order.id}")
    return company


def moments(company: Company) -> list[tuple[str, datetime | None]]:
    return [(decision.verdict, decision.earliest) for decision in company.decides()]
