"""Texts by SMPP, over one bind that is kept open."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from threading import RLock
from typing import Any

from tidings.channels.contract import CannotCompose, Message, Outcome, Ports
from tidings.channels.sms.drawing import drawn
from tidings.channels.sms.senders import NoSender, Senders
from tidings.channels.sms.smpp.attending import Attendant
from tidings.channels.sms.smpp.binding import Lost
from tidings.channels.sms.smpp.exchange import Exchange, Settled
from tidings.channels.sms.smpp.passage import Passage
from tidings.channels.sms.smpp.pieces import pieces
from tidings.channels.sms.smpp.session import Session
from tidings.channels.sms.way import Way


class SmppSender:
    """Sends over one bind, made at the first message and made again when it is lost."""

    def __init__(self, way: Way, senders: Senders, ports: Ports) -> None:
        self.way, self.senders, self.ports = way, senders, ports
        self.session: Session | None = None
        self.window = float(way.window)
        self.lock: AbstractContextManager[Any] = RLock()
        self.attendant: Attendant | None = None

    def send(self, message: Message) -> Outcome:
        """One message; raises `CannotCompose` when it cannot be drawn."""
        passage = self.prepared(message)
        if isinstance(passage, Outcome):
            return passage
        return next(outcome for _, outcome in Exchange(self).run(iter([passage])))

    def send_all(self, messages: Iterable[Message]) -> Iterator[Settled]:
        """Many, in a window that a centre that throttles us makes narrower."""
        return Exchange(self).run(map(self._prepared_or_refused, messages))

    def close(self) -> None:
        with self.lock:
            session, self.session = self.session, None
            attendant, self.attendant = self.attendant, None
            if session:
                session.close()
        if attendant:
            attendant.stop()

    def prepared(self, message: Message) -> Passage | Outcome:
        """The message drawn and cut into pieces, or the refusal it met here; raises `CannotCompose`."""
        try:
            text, sender = drawn(message, self.senders, self.way.writing)
        except NoSender as error:
            return Outcome(state="permanent", says=str(error))
        try:
            found = pieces(message, text, sender, payload=self.way.payload)
        except ValueError as error:
            raise CannotCompose(str(error)) from error
        return Passage(message, found, text.layout.count)

    def _prepared_or_refused(self, message: Message) -> Passage | Settled:
        try:
            ready = self.prepared(message)
        except CannotCompose as error:
            ready = Outcome(state="permanent", says=str(error)[:500])
        except Exception as error:  # one bad message must not cost those under way their answers
            says = f"cannot be drawn: {type(error).__name__}: {error}"[:500]
            ready = Outcome(state="permanent", says=says)
        return (message, ready) if isinstance(ready, Outcome) else ready

    def bound(self) -> Session:
        """The session, bound anew where there is none or it died meanwhile; raises `Lost`."""
        if self.session and not self.session.is_well():
            self.drop()
        if self.session is None:
            try:
                self.session = Session(self.way, self.way.bind, self.ports)
            except ValueError as error:
                raise Lost(str(error)) from error
            self.window = float(self.way.window)
            if self.way.bind == "transceiver" and self.attendant is None:
                self.attendant = Attendant(self)
        return self.session

    def drop(self) -> None:
        session, self.session = self.session, None
        if session:
            session.drop()
