"""The policy in force: the packaged default with the company's own laid over it, and the packs of laws beside it."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import tidings.staff.public as staff
from tidings.core.policy import Policy
from tidings.ground.packs import packaged_policy


def policy_of(company: staff.CompanyCard) -> Policy:
    """The company's policy with all laws; raises `core.policy.PolicyRefused` naming the field (then nobody is contacted)."""
    country = {"place": company.country.lower()} if company.country else {}
    return laid_over(json.dumps(country | dict(company.policy), sort_keys=True))


def check_policy(own: Mapping[str, Any]) -> None:
    """Raises `core.policy.PolicyRefused` when the company's own policy could not be read."""
    laid_over(json.dumps(own, sort_keys=True))


@lru_cache(maxsize=32)
def laid_over(own: str) -> Policy:
    return packaged_policy(json.loads(own))
