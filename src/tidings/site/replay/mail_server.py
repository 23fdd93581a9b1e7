"""The mail server of one replay: ours, as a process of its own, on a free port of the loopback."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tidings.site.replay.stopped import ReplayStopped


@contextmanager
def mail_server(folder: Path) -> Iterator[str]:
    """Our SMTP server as a process of its own, keeping what it receives in `folder`; gives its URL."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "tidings", "mailbox", "--port", str(port), "--folder", str(folder)],
        env={**os.environ, "TIDINGS_PARENT": str(os.getpid())},
        stdout=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    try:
        wait_for(port, server)
        yield f"smtp://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise ReplayStopped(
        "The mail server of the replay does not start: try `tidings mailbox` by itself to see why."
    )
