"""The policy in force: the packaged default with the company's own laid over it."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

import tidings.staff.public as staff
from tidings.core.policy import Policy, policy

PACKAGED = Path(__file__).parent / "packs" / "company-default.yaml"


def policy_of(company: staff.CompanyCard) -> Policy:
    """The company's policy; raises `core.policy.PolicyRefused` naming the field (then nobody is contacted)."""
    return laid_over(json.dumps(company.policy, sort_keys=True))


def check_policy(own: Mapping[str, Any]) -> None:
    """Raises `core.policy.PolicyRefused` when the company's own policy could not be read."""
    laid_over(json.dumps(own, sort_keys=True))


@lru_cache(maxsize=32)
def laid_over(own: str) -> Policy:
    return policy(yaml.safe_load(PACKAGED.read_text()), json.loads(own))
