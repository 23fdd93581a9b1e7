"""Mail on its way over kept-open connections, never the same message twice by our own doing.

A connection lost before the last octet of a text has left us is no harm: one that had served before is made again at
once, and the message tried once more. After that octet the outcome is `unknown`, and nothing is tried.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from time import monotonic

from tidings.channels.contract import CannotCompose, Message, Outcome, OutcomeState
from tidings.channels.email.compose import Letter, compose
from tidings.channels.email.conversation import Conversation, Entry
from tidings.channels.email.identity import NOBODY, Identity
from tidings.channels.email.patience import Patience
from tidings.channels.email.way import Way, plain
from tidings.channels.email.wire import Cut, Wire

Settled = tuple[Message, Outcome]


class SmtpSender:
    """Sends over a few connections, each made when first needed and made again when it is lost."""

    def __init__(self, way: Way, identity: Identity = NOBODY) -> None:
        self.way, self.identity = way, identity
        self.kept: list[Wire] = []

    def send(self, message: Message) -> Outcome:
        """Draws the message and hands it over; raises `CannotCompose` when it cannot be drawn."""
        return self.hand_over(compose(message, self.identity), message)

    def hand_over(self, letter: Letter, message: Message) -> Outcome:
        """One message to the server, at most once unless the outcome says `transient` or `unknown`."""
        round = Round(self, iter(()), connections=1)
        round.waiting.append(Entry(message, letter))
        [(_, outcome)] = round.run()
        return outcome

    def send_all(self, messages: Iterable[Message]) -> Iterator[Settled]:
        """As `contract.ManySender` has it; several connections, each with the next envelope behind the text under way."""
        return Round(self, iter(messages), connections=self.way.connections).run()

    def close(self) -> None:
        while self.kept:
            self.kept.pop().quit()


class Round:
    """The messages of one call, and the conversations that carry them."""

    def __init__(self, sender: SmtpSender, messages: Iterator[Message], *, connections: int) -> None:
        self.sender, self.messages, self.connections = sender, messages, connections
        self.waiting: deque[Entry] = deque()  # drawn, on no connection
        self.settled: list[Settled] = []
        self.patience = Patience(sender.way.patience_s)
        self.lost = False

    def run(self) -> Iterator[Settled]:
        try:
            while self._start_more() or self.patience or self.settled:
                yield from self._given_back()
                for talk in self.patience.ready():
                    self._step(talk)
                for talk in self.patience.exhausted():
                    self._cut(talk, Cut("the server took too long", silent=True))
        finally:
            for talk in self.patience.drop():  # left in the middle: nobody may go on with these
                talk.wire.close()

    def draw(self) -> Entry | None:
        """The next message that can be drawn; those that cannot are settled on the way."""
        while not self.waiting and not self.lost:
            message = next(self.messages, None)
            if message is None:
                return None
            try:
                return Entry(message, compose(message, self.sender.identity))
            except CannotCompose as refused:
                self.settled.append((message, Outcome(state="permanent", says=f"cannot be drawn: {refused}")))
            except Exception as error:  # one bad message must not hold up the others
                says = f"cannot be drawn: {type(error).__name__}: {error}"[:500]
                self.settled.append((message, Outcome(state="permanent", says=says)))
        return self.waiting.popleft() if self.waiting else None

    def settle(self, entry: Entry, outcome: Outcome) -> None:
        self.settled.append((entry.message, outcome))

    def _given_back(self) -> Iterator[Settled]:
        settled, self.settled = self.settled, []
        yield from settled

    def _start_more(self) -> bool:
        """Another conversation, if there is a message for it and room; whether it began."""
        if len(self.patience) >= self.connections or not (entry := self.draw()):
            return False
        began = monotonic()
        try:
            wire = self._wire()
        except Cut as cut:
            self._no_way(entry, cut)
            return True
        talk = Conversation(wire, draw=self.draw, settle=self.settle)
        try:
            self.patience.wait_for(talk, since=began) if talk.begin(entry) else self._keep(wire)
        except Cut as cut:
            self._cut(talk, cut)
        return True

    def _wire(self) -> Wire:
        """A kept connection that is still good, else a new one."""
        while self.sender.kept:
            wire = self.sender.kept.pop()
            if not wire.speaks():
                return wire
            wire.close()
        way = self.sender.way
        try:
            return Wire(way.connect(way.patience_s), way.patience_s)
        except OSError as error:
            raise Cut(f"no connection: {plain(error)}") from error

    def _no_way(self, entry: Entry, cut: Cut) -> None:
        """A server that lets no more of us in has not refused the message; one that lets none in is lost."""
        if len(self.patience):
            self.connections = len(self.patience)
            self.waiting.append(entry)
        else:
            self.lost = True
            for each in (entry, *self.waiting):
                self.settle(each, lost(cut))
            self.waiting.clear()

    def _step(self, talk: Conversation) -> None:
        try:
            settled = len(self.settled)
            if not talk.go_on():
                self.patience.done_with(talk)
                self._keep(talk.wire)
            elif len(self.settled) > settled:
                self.patience.wait_for(talk)
        except Cut as cut:
            self._cut(talk, cut)

    def _keep(self, wire: Wire) -> None:
        self.sender.kept.append(wire)

    def _cut(self, talk: Conversation, cut: Cut) -> None:
        """What was under way: its text gone and not answered, to be tried once more, or at an end."""
        self.patience.done_with(talk)
        talk.wire.close()
        for turn, entry in enumerate(talk.under_way):
            if turn == 0 and talk.text_left_us:
                self.settle(entry, lost(cut, state="unknown"))
            elif entry.again or (turn == 0 and (cut.silent or not talk.wire.used)):
                self.settle(entry, lost(cut))
            else:
                entry.again = True
                self.waiting.append(entry)


def lost(cut: Cut, *, state: OutcomeState = "transient") -> Outcome:
    return Outcome(state=state, says=str(cut)[:500], unreachable=True)
