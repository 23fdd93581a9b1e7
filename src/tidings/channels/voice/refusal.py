"""Why a PASSporT is not believed, with the SIP response of RFC 8224 section 6.2.2 that says so."""

from typing import Literal

Because = Literal["absent", "unreadable", "unsupported", "unreachable", "not_trusted", "invalid", "stale"]

SIP: dict[Because, tuple[int, str]] = {
    "absent": (428, "Use Identity Header"),
    "unsupported": (428, "Use Identity Header"),
    "unreachable": (436, "Bad Identity Info"),
    "not_trusted": (437, "Unsupported Credential"),
    "unreadable": (438, "Invalid Identity Header"),
    "invalid": (438, "Invalid Identity Header"),
    "stale": (403, "Stale Date"),
}
# The same header may do later, or does with another clock; the others never will.
MAY_PASS_YET = frozenset({"unreachable", "stale"})


class NotVerified(ValueError):
    """A PASSporT that is not believed: `because` and, for the far end, the SIP `status` and `phrase`.

    `permanent`: the same header is refused whenever it is shown again.
    """

    def __init__(self, because: Because, says: str) -> None:
        super().__init__(says)
        self.because = because
        self.status, self.phrase = SIP[because]
        self.permanent = because not in MAY_PASS_YET
