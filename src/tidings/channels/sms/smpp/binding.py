"""The connection to a message centre, and what a bind says of us."""

import socket
import ssl

from tidings.channels.contract import Outcome
from tidings.channels.sms.smpp.pdu import VERSION, c_octets
from tidings.channels.sms.way import Way


class Lost(Exception):
    """The connection could not be made, died, or was ended by the centre; `refused` when our credentials were."""

    def __init__(self, says: str, *, refused: bool = False) -> None:
        super().__init__(says)
        self.refused = refused

    @property
    def outcome(self) -> Outcome:
        """Of a message that had not left us."""
        return Outcome(state="transient", says=str(self)[:500], unreachable=True)


def connected(way: Way) -> socket.socket:
    try:
        wire = socket.create_connection((way.host, way.port), way.patience_s)
    except OSError as error:
        raise Lost(f"no connection: {type(error).__name__}: {error}") from error
    try:
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if way.protected:
            context = ssl.create_default_context(cafile=way.ca or None)
            wire = context.wrap_socket(wire, server_hostname=way.host)
        wire.setblocking(False)
    except OSError as error:
        wire.close()
        raise Lost(f"no connection: {type(error).__name__}: {error}") from error
    return wire


def bind_body(way: Way, *, version: int = VERSION, ton: int = 0, npi: int = 0) -> bytes:
    """The body of a bind; raises ValueError for credentials longer than SMPP takes."""
    return (
        c_octets("user (system_id)", way.user, 16)
        + c_octets("password", way.password, 9)
        + c_octets("TIDINGS_SMPP_SYSTEM_TYPE", way.system_type, 13)
        + bytes([version, ton, npi])
        + b"\0"
    )
