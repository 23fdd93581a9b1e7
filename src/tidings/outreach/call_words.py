"""Why a call is refused or goes unsigned, in words for who runs the switch, and what mends it."""

from collections.abc import Sequence

from tidings.core.reasons import words
from tidings.outreach.call_signing import NOT_OURS, NOT_RIGHT, NOT_SET_UP
from tidings.outreach.explaining import plain_code
from tidings.outreach.may_call import NOT_THEIRS

OWN = {
    NOT_OURS: (
        "This is not a number that the company has said to call from.",
        "Show a number of TIDINGS_VOICE_NUMBERS that is among the company's calls_from, or add it to both.",
    ),
    NOT_THEIRS: (
        "This is no number of the outreach's customer.",
        "Call a mobile or landline number of their record, or save the number there first.",
    ),
    NOT_SET_UP: (
        "No key is set for signing calls; the call is on record.",
        "Set TIDINGS_VOICE_PASSPORT_KEY and TIDINGS_VOICE_PASSPORT_X5U; tidings doctor checks them.",
    ),
    NOT_RIGHT: (
        "The settings for signing calls cannot be right; the call is on record.",
        "tidings doctor says which one, and why.",
    ),
}
NOT_NOW = "Call no earlier than the moment given, and ask again."
NOT_AT_ALL = "Do not call. What stands against it is said in GET /api/v1/outreaches/{id}/why and the customer's record."


def says_for(reasons: Sequence[str]) -> str:
    return " ".join(OWN[code][0] if code in OWN else words(plain_code(code)) for code in reasons)


def mend_for(reasons: Sequence[str], *, later: bool) -> str:
    own = next((OWN[code][1] for code in reasons if code in OWN), "")
    return own or (NOT_NOW if later else NOT_AT_ALL)
