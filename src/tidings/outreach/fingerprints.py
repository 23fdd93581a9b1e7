"""What a decision saw and answered, as canonical JSON and its SHA-256: checkable by anyone, years later.

Canonical JSON: keys sorted, no spaces, UTF-8, moments as whole microseconds since 1970. Every number in it is whole.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any


def canonical(value: Any) -> bytes:
    """The one spelling of a JSON value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def fingerprint(value: Any) -> str:
    """SHA-256 (hex) of the canonical spelling: of `seen` for `seen_digest`, of an answer for `answer_digest`."""
    return sha256(canonical(value)).hexdigest()


def answer_of(
    *,
    verdict: str,
    reasons: Sequence[str],
    channel: str,
    fallbacks: Sequence[str],
    earliest: int | None,
    latest: int | None,
    pack: str,
) -> Mapping[str, Any]:
    """What the kernel answered, as it is kept and compared; moments in microseconds since 1970."""
    return {
        "verdict": verdict,
        "reasons": list(reasons),
        "channel": channel,
        "fallbacks": list(fallbacks),
        "earliest": earliest,
        "latest": latest,
        "pack": pack,
    }
