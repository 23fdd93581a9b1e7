"""The web server, ended in the right order: first the streams, then the requests, then the process."""

import socket

import uvicorn

from tidings.ground import streams


class Server(uvicorn.Server):
    """uvicorn waits for open responses before it ends the lifespan; a stream is open for ever, so it goes first."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await streams.close()
        await super().shutdown(sockets)
