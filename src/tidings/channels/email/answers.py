"""What an SMTP answer means for a message (RFC 5321 4.2, RFC 3463)."""

import re
from dataclasses import dataclass

from tidings.channels.contract import Outcome

# RFC 3463 3.2: the addressee does not exist, has moved or takes no mail. Not 5.1.7 and 5.1.8: those blame the sender's.
DEAD_ADDRESS = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"})
# Signing in is refused or asked for (RFC 4954 6): the way is at fault, and every message would fail alike.
BLAMES_THE_WAY = frozenset({421, 454, 530, 534, 535, 538})
# Servers ask for a slower pace in words; a grey list asks for a second try only.
SLOWER = re.compile(
    r"slow|throttl|rate|too (?:many|much|fast)|limit|exceed|temporarily deferred|unusual", re.IGNORECASE
)
GREY = re.compile(r"gr[ae]y.?list", re.IGNORECASE)
ENHANCED = re.compile(r"^\s*([245]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True)
class Answer:
    """The server's answer to one command."""

    code: int
    text: str

    @property
    def good(self) -> bool:
        return 200 <= self.code < 400

    @property
    def status(self) -> str:
        """The enhanced status code, if the server gave one ("5.1.1")."""
        found = ENHANCED.match(self.text)
        return found[1] if found else ""


def meaning(answer: Answer, *, command: str) -> Outcome:
    """What became of the message, when `answer` ended its conversation at `command` (MAIL, RCPT, DATA or the end)."""
    says = f"{command}: {answer.code} {answer.text}"[:500]
    if answer.good:
        return Outcome(state="accepted", says=says)
    if answer.code in BLAMES_THE_WAY:
        return Outcome(state="transient", says=says, unreachable=True, throttled=slows_us(answer))
    # RFC 5321 4.5.3.1.10: 552 to RCPT once meant "too many recipients" and is to be read as 452.
    if answer.code < 500 or (answer.code == 552 and command == "RCPT" and not answer.status.startswith("5")):
        return Outcome(state="transient", says=says, throttled=slows_us(answer))
    return Outcome(
        state="permanent", says=says, address_dead=command == "RCPT" and answer.status in DEAD_ADDRESS
    )


def slows_us(answer: Answer) -> bool:
    """Whether the server asks for a slower pace (RFC 3463: 4.7.x is its policy, 4.3.2 its load, 4.4.5 its congestion)."""
    by_status = answer.status in {"4.3.2", "4.4.5", "4.7.28"}
    return not GREY.search(answer.text) and (by_status or bool(SLOWER.search(answer.text)))
