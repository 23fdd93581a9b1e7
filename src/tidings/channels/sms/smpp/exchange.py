"""One run of texts over a window: so many unanswered at a time, each answer matched by its sequence number.

Once a whole submit_sm has left us nobody knows whether the centre has it until it answers: a lost connection or an
answer that does not come in time leaves the outcome `unknown`, and SMPP has no id by which to try again.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from time import monotonic
from typing import Any, Protocol

from tidings.channels.contract import Message, Outcome
from tidings.channels.sms.smpp.answers import BACK_OFF_S
from tidings.channels.sms.smpp.binding import Lost
from tidings.channels.sms.smpp.ids import canonical
from tidings.channels.sms.smpp.passage import Crossing, Passage
from tidings.channels.sms.smpp.pdu import GENERIC_NACK, RESPONSE, SUBMIT_SM, Pdu
from tidings.channels.sms.smpp.session import Session
from tidings.channels.sms.way import Way

Settled = tuple[Message, Outcome]
# One write for some twenty texts: each write wakes the other side. The rest goes with the next turn.
ENOUGH_TO_WRITE = 4096
RESPONSES = frozenset({SUBMIT_SM | RESPONSE, GENERIC_NACK})


class Line(Protocol):
    """Whose session it goes over: bound where there is none, dropped when it is lost; the window outlives the run."""

    way: Way
    session: Session | None
    window: float
    lock: AbstractContextManager[Any]

    def bound(self) -> Session: ...

    def drop(self) -> None: ...


class Exchange:
    """One run; what is drawn is given back with its outcome, each exactly once.

    Whoever they are drawn from may break: those under way are brought to their end before it is raised again.
    """

    def __init__(self, sender: Line) -> None:
        self.sender = sender
        self.passages: list[Passage] = []
        self.by_sequence: dict[int, Passage] = {}
        self.drawing = True
        self.in_doubt = False
        self.pause_until = 0.0
        self.broken: Exception | None = None

    def run(self, ready: Iterator[Passage | Settled]) -> Iterator[Settled]:
        with self.sender.lock:
            try:
                while True:
                    yield from self._draw(ready)
                    if not self.passages and not self.drawing:
                        break
                    yield from self._turned()
            finally:
                # Left in mid-run or in doubt: answers still to come would be taken for those of the next run.
                if self.passages or self.in_doubt:
                    self.sender.drop()
        if self.broken:
            raise self.broken

    def _draw(self, ready: Iterator[Passage | Settled]) -> Iterator[Settled]:
        while self.drawing and len(self.by_sequence) < self.sender.window and monotonic() >= self.pause_until:
            passage = self._next(ready)
            if passage is None:
                self.drawing = False
            elif not isinstance(passage, Passage):
                yield passage
            else:
                yield from self._begun(passage)

    def _next(self, ready: Iterator[Passage | Settled]) -> Passage | Settled | None:
        try:
            return next(ready, None)
        except Exception as error:
            self.broken = error
            return None

    def _begun(self, passage: Passage) -> Iterator[Settled]:
        try:
            session = self.sender.session if self.passages else self.sender.bound()
        except Lost as lost:
            self.drawing = False
            yield passage.message, lost.outcome
            return
        assert session is not None
        self.passages.append(passage)
        self._submit(passage, session)
        try:
            session.write(at_least=ENOUGH_TO_WRITE)
        except Lost as lost:
            yield from self._all_lost(lost)

    def _submit(self, passage: Passage, session: Session) -> None:
        while (piece := passage.next_piece()) is not None:
            sequence = session.request(SUBMIT_SM, piece.body)
            passage.under_way[sequence] = Crossing(piece, session.enqueued)
            passage.until = monotonic() + self.sender.way.patience_s
            self.by_sequence[sequence] = passage

    def _turned(self) -> Iterator[Settled]:
        session = self.sender.session
        assert session is not None
        try:
            pdus = session.turn(self._patience())
        except Lost as lost:
            yield from self._all_lost(lost)
            return
        for pdu in pdus:
            if pdu.command in RESPONSES and (passage := self.by_sequence.pop(pdu.sequence, None)):
                yield from self._answered(passage, pdu)
        yield from self._late()
        self._resume()

    def _patience(self) -> float:
        now = monotonic()
        ends = [passage.until for passage in self.passages]
        return min([*ends, self.pause_until] if self.pause_until > now else ends) - now

    def _answered(self, passage: Passage, pdu: Pdu) -> Iterator[Settled]:
        said = passage.answered(pdu.sequence, pdu.status, canonical(pdu.body, self.sender.way.receipt_ids))
        if said.throttled:
            self.sender.window = max(1.0, self.sender.window / 2)
            self.pause_until = monotonic() + BACK_OFF_S
        elif said.state == "accepted" and self.sender.window < self.sender.way.window:
            self.sender.window += 1 / self.sender.window
        if outcome := passage.outcome():
            self.passages.remove(passage)
            yield passage.message, outcome
        elif not said.throttled and self.sender.session:
            self._submit(passage, self.sender.session)

    def _resume(self) -> None:
        """Pieces that were throttled in mid-message go once more, after the pause."""
        if self.sender.session and monotonic() >= self.pause_until:
            for passage in self.passages:
                self._submit(passage, self.sender.session)

    def _late(self) -> Iterator[Settled]:
        now = monotonic()
        for passage in [each for each in self.passages if each.until <= now]:
            self.drawing, self.in_doubt = False, True
            self.passages.remove(passage)
            for sequence in passage.under_way:
                self.by_sequence.pop(sequence, None)
            yield passage.message, passage.lost("no answer in time", written=self._written())

    def _all_lost(self, lost: Lost) -> Iterator[Settled]:
        self.drawing = False
        written = self._written()
        ended, self.passages = self.passages, []
        self.by_sequence.clear()
        self.sender.drop()
        for passage in ended:
            yield passage.message, passage.lost(str(lost), written=written)

    def _written(self) -> int:
        return self.sender.session.written if self.sender.session else 0
