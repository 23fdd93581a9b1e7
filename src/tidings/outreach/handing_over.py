"""The claims of one way out on their way: pulled by the sender as it has room, each back with its outcome."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import cast

from django.db import DatabaseError

from tidings.channels.contract import CannotCompose, ManySender, Message, Outcome, Sender
from tidings.outreach.claiming import BROKE, Claim
from tidings.outreach.its_turn import begun, called_back
from tidings.outreach.sending import repeatable
from tidings.outreach.steadfast import AWAY

# So many are looked at together whether they still stand, and believed so long.
TOGETHER, GOOD_FOR_S = 32, 0.05
log = logging.getLogger(__name__)


@dataclass
class Line:
    """Claims in the order they are sent; what was withdrawn since it was claimed steps out, never to be drawn.

    `goes_on` says whether more may be drawn: not when the worker is told to end, or the lease may run out. `blind`: the
    database went away, so nobody can say what still stands; what is under way has its outcome all the same.
    """

    waiting: deque[Claim]
    goes_on: Callable[[], bool]
    together: int = 1
    under_way: dict[str, Claim] = field(default_factory=dict)
    stepped_out: list[Claim] = field(default_factory=list)
    blind: bool = False

    def messages(self) -> Iterator[Message]:
        """Drawn one by one, at the moment the sender asks for the next."""
        while self.waiting and self.goes_on() and not self.blind:
            looked = monotonic()
            for _ in range(self.look()):
                yield self.next()
                if monotonic() - looked > GOOD_FOR_S or not self.goes_on():
                    break

    def look(self) -> int:
        """Takes out of the first few what was withdrawn; how many of them stand."""
        few = [self.waiting[place] for place in range(min(self.together, len(self.waiting)))]
        try:
            gone = called_off(few)
        except AWAY:
            self.blind = True
            return 0
        for _ in few:
            self.waiting.popleft()
        self.stepped_out += [each for each in few if each.outreach.id in gone]
        standing = [each for each in few if each.outreach.id not in gone]
        self.waiting.extendleft(reversed(standing))
        return len(standing)

    def next(self) -> Message:
        claim = self.waiting.popleft()
        message = cast("Message", claim.message)
        self.under_way[message.message_id] = claim
        return message

    def back(self, message: Message) -> Claim:
        return self.under_way.pop(message.message_id)


def called_off(few: Sequence[Claim]) -> set[int]:
    """Those that no longer stand; what no channel could tell for a repetition is begun with, on record."""
    ids = [each.outreach.id for each in few]
    if not few or repeatable(few[0].outreach.channel):
        return called_back(ids)
    return set(ids) - begun(ids, [each.attempt for each in few])


def hand_over(line: Line, sender: Sender) -> Iterator[tuple[Claim, Outcome]]:
    """Each claim with its outcome as it becomes known; ends early when the way is lost. Never raises for a row's fault."""
    if hasattr(sender, "send_all"):
        line.together = TOGETHER
        yield from many(line, cast("ManySender", sender))
    else:
        yield from paired(line, one_by_one(sender, line.messages()))


def many(line: Line, sender: ManySender) -> Iterator[tuple[Claim, Outcome]]:
    """A sender that breaks costs those under way their certainty; the others go on, and who broke it before goes alone."""
    alone = [claim for claim in line.waiting if claim.alone]
    line.waiting = deque(claim for claim in line.waiting if not claim.alone)
    while line.waiting and line.goes_on():
        waited, lost = len(line.waiting), False
        for claim, outcome in paired(line, sender.send_all(line.messages())):
            lost = lost or outcome.unreachable
            yield claim, outcome
        if lost or len(line.waiting) == waited:
            line.waiting.extend(alone)
            return
    line.waiting.extend(alone)
    yield from paired(line, one_by_one(sender, line.messages()))


def paired(line: Line, sent: Iterable[tuple[Message, Outcome]]) -> Iterator[tuple[Claim, Outcome]]:
    """Outcomes with their claims; whatever is under way when the sender ends or breaks is unknown."""
    says = "the channel did not say what became of it"
    try:
        for message, outcome in sent:
            yield line.back(message), outcome
    except DatabaseError:
        raise
    except Exception as error:
        says = broken(error, line.under_way.values())
    for claim in [line.under_way.pop(id) for id in list(line.under_way)]:
        yield claim, Outcome(state="unknown", says=says)


def one_by_one(sender: Sender, messages: Iterable[Message]) -> Iterator[tuple[Message, Outcome]]:
    for message in messages:
        outcome = sent(sender, message)
        yield message, outcome
        if outcome.unreachable:
            return


def sent(sender: Sender, message: Message) -> Outcome:
    """Handed over. A channel that breaks in a way it never should leaves this row unknown and the others their turn."""
    try:
        return sender.send(message)
    except CannotCompose as refused:
        return Outcome(state="permanent", says=f"cannot be drawn: {refused}")
    except DatabaseError:
        raise
    except Exception as error:
        log.error("message %s broke its channel: %s", message.message_id, type(error).__name__)
        return Outcome(state="unknown", says=f"{BROKE}: {type(error).__name__}: {error}"[:500])


def broken(error: Exception, claims: Iterable[Claim]) -> str:
    ids: Sequence[int] = [claim.outreach.id for claim in claims]
    log.error("outreaches %s broke their channel: %s", ids, type(error).__name__)
    return f"{BROKE}: {type(error).__name__}: {error}"[:500]
