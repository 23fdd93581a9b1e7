"""A far end in a process of its own, that may be killed at any moment: `python -m tests.chaos.far_end KIND HOST PORT LOG KEY`.

What it takes it writes to its log before it answers: one line of the recipient's number and the message's own name. The
log is what really arrived, whatever anybody else believes. SIGUSR1 cuts every connection where it stands.
"""

import asyncio
import os
import signal
import ssl
import sys
from collections.abc import Callable

from tests.chaos import mail, posts, texts

TALKS = {"email": mail.talk, "sms": texts.talk, "webhook": posts.talk}
Taken = Callable[[str, str], None]


async def serve(kind: str, host: str, port: int, log: str, key: str) -> None:
    """`key` is the file of its certificate and key, where it speaks TLS."""
    secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if key else None
    if secure:
        secure.load_cert_chain(key)
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    wires: set[asyncio.StreamWriter] = set()

    def taken(number: str, name: str) -> None:
        os.write(file, f"{number} {name}\n".encode())

    async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        wires.add(writer)
        try:
            await TALKS[kind](reader, writer, taken)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            wires.discard(writer)
            writer.close()

    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, lambda: cut(wires))
    async with await asyncio.start_server(met, host, port, ssl=secure) as server:
        await server.serve_forever()


def cut(wires: set[asyncio.StreamWriter]) -> None:
    for wire in list(wires):
        wire.transport.abort()


if __name__ == "__main__":
    _, kind, host, port, log, key = sys.argv
    asyncio.run(serve(kind, host, int(port), log, key))
