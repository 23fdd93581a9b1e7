"""Writing into the consent ledger. Lines are only ever added; the database refuses anything else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tidings.people.problems import FieldRefused, Problem, Refused
from tidings.people.record_lines import consent
from tidings.people.rows import write
from tidings.people.saving_lines import CONSENT_TYPES, CONSENTS


def record_consent(
    *,
    customer_id: int,
    granted: bool,
    purpose: str,
    topic: str = "",
    channel: str = "",
    address: str = "",
    basis: str = "consent",
    evidence: Mapping[str, Any],
    source: str,
    at: datetime,
    now: datetime,
    key: str | None = None,
) -> bool:
    """Write a yes or a no into the ledger; False when a line with this `key` is there already.

    `at` is when the person acted. A yes lies in the past; a no from the future counts from now. Raises `Refused`.
    """
    stated = {"granted": granted, "purpose": purpose, "topic": topic, "channel": channel, "address": address}
    try:
        line = consent({**stated, "basis": basis, "evidence": evidence, "at": at}, now)
    except FieldRefused as refused:
        raise Refused([Problem(refused.path, refused.says, refused.mend)]) from None
    row = {name: getattr(line, name) for name in CONSENT_TYPES if hasattr(line, name)}
    row |= {"customer_id": customer_id, "source": source, "recorded_at": now, "key": key}
    return bool(write(CONSENTS, CONSENT_TYPES, [row]))
