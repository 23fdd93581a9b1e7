"""Whether, through which channel and when: columns of cases in, columns of verdicts out.

No I/O, no clock, no randomness and no loop over rows: the same function serves one event and a hundred million
customers. Every reason is found, not only the first, because people ask why.
"""

from tidings.core.deciding.kernel import BLOCK, decide
from tidings.core.deciding.verdicts import (
    ANSWER,
    CONTACT,
    DIGEST,
    HOLD_OUT,
    LATER,
    NO_CHANNEL,
    REFUSE,
    VERDICTS,
    fallbacks_of,
)

__all__ = [
    "ANSWER",
    "BLOCK",
    "CONTACT",
    "DIGEST",
    "HOLD_OUT",
    "LATER",
    "NO_CHANNEL",
    "REFUSE",
    "VERDICTS",
    "decide",
    "fallbacks_of",
]
