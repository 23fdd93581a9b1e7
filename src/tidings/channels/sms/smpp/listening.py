"""Holds a bind open for what comes in: delivery receipts and people's texts."""

from time import monotonic

from tidings.channels.contract import Ports
from tidings.channels.sms.smpp.binding import Lost
from tidings.channels.sms.smpp.pdu import ENQUIRE_LINK
from tidings.channels.sms.smpp.session import Session
from tidings.channels.sms.way import Way

TURN_S = 0.5
INQUIRE_AFTER_S = 30.0


class SmppListener:
    """A receiver, or one more transceiver where the centre knows no receivers."""

    def __init__(self, way: Way, ports: Ports) -> None:
        self.way, self.ports = way, ports
        self.stopping = False

    def run(self) -> None:
        """Until `stop`; raises `Lost` when the connection dies, and what kept us from keeping what came."""
        kind = "transceiver" if self.way.bind == "transceiver" else "receiver"
        session = Session(self.way, kind, self.ports)
        try:
            self._attend(session)
        except BaseException:
            session.drop()
            raise
        session.close()

    def stop(self) -> None:
        self.stopping = True

    def _attend(self, session: Session) -> None:
        asked_at: float | None = None
        while not self.stopping:
            heard_before = session.heard_at
            session.turn(TURN_S)
            if session.failure:
                session.write()
                raise session.failure
            asked_at = None if session.heard_at != heard_before else asked_at
            if asked_at is None and monotonic() - session.heard_at > INQUIRE_AFTER_S:
                session.request(ENQUIRE_LINK)
                asked_at = monotonic()
            if asked_at is not None and monotonic() - asked_at > self.way.patience_s:
                raise Lost("the message centre answers no inquiry")
