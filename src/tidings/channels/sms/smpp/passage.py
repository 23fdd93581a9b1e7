"""One message on its way to the message centre: its parts, and what has been said of them so far.

The first part knocks; the others follow when it was let in, so that a refusal leaves no half message behind.
"""

from collections import deque
from dataclasses import dataclass, field, replace

from tidings.channels.contract import Message, Outcome
from tidings.channels.sms.smpp import answers


@dataclass(frozen=True, slots=True)
class Piece:
    """One submit_sm body. The last one alone asks for a receipt: its id stands for the message."""

    body: bytes
    last: bool


@dataclass(frozen=True, slots=True)
class Crossing:
    """A piece that is under way, and where it ends in what the session has written."""

    piece: Piece
    ends: int


@dataclass(eq=False)
class Passage:
    """What is left to hand over of one message, and by when (monotonic) the centre must have answered."""

    message: Message
    pieces: deque[Piece]
    segments: int
    until: float = 0.0
    under_way: dict[int, Crossing] = field(default_factory=dict)
    taken: int = 0
    provider_id: str = ""
    refusal: Outcome | None = None

    def next_piece(self) -> Piece | None:
        """What may leave now."""
        return self.pieces.popleft() if self.pieces and (self.taken or not self.under_way) else None

    def answered(self, sequence: int, status: int, message_id: str) -> Outcome:
        """Takes the centre's word on one piece."""
        piece = self.under_way.pop(sequence).piece
        outcome = answers.meaning(status)
        if outcome.state == "accepted":
            self.taken += 1
            self.provider_id = message_id if piece.last else self.provider_id
        elif outcome.throttled and self.taken:
            self.pieces.appendleft(piece)
        else:
            self.refusal = outcome
            self.pieces.clear()
        return outcome

    def outcome(self) -> Outcome | None:
        """What became of the message, once everything of it was answered."""
        if self.under_way or self.pieces:
            return None
        if self.refusal is None:
            return Outcome(state="accepted", says="taken", provider_id=self.provider_id, parts=self.segments)
        if not self.taken:
            return replace(self.refusal, parts=self.segments)
        says = f"{self.taken} of {self.segments} parts were taken, then {self.refusal.says}"
        return Outcome(state="permanent", says=says, parts=self.taken)

    def lost(self, says: str, *, written: int) -> Outcome:
        """Its outcome when the way is gone, after so many octets: `unknown` if a piece of it may be with the centre."""
        left = self.taken or any(crossing.ends <= written for crossing in self.under_way.values())
        return Outcome(
            state="unknown" if left else "transient", says=says[:500], unreachable=True, parts=self.segments
        )
