"""The proxies that stand in for wires: what is written while one is cut arrives once it is mended, not before."""

import socket
import threading
from contextlib import closing

import pytest

from tests.chaos.wires import Proxies


@pytest.fixture
def echo():
    """The address of a server that says back what it hears."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            wire, _ = listener.accept()
            with wire:
                while octets := wire.recv(100):
                    wire.sendall(octets)

        threading.Thread(target=answer, daemon=True).start()
        yield listener.getsockname()


def test_a_cut_wire_holds_what_is_written_until_it_is_mended(echo):
    with closing(Proxies()) as between:
        place = between.places({"email": echo})["email"]
        with socket.create_connection(place, timeout=0.5) as wire:
            wire.sendall(b"before")
            assert wire.recv(100) == b"before"
            between.cut("far ends")
            threading.Event().wait(0.1)  # the proxy's own thread takes note
            wire.sendall(b"during")
            with pytest.raises(TimeoutError):
                wire.recv(100)
            wire.settimeout(10)
            between.mend("far ends")
            assert wire.recv(100) == b"during"
