"""`tidings mailbox`: the demonstration's mail server, which keeps what it is sent and passes nothing on."""

import asyncio
import signal
import socket
from pathlib import Path

import click


@click.command()
@click.option(
    "--port", default=2525, show_default=True, help="Port on the loopback address (0: any free one)."
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Where messages are kept.")
def command(port: int, host: str, folder: Path | None) -> None:
    """Receive mail over SMTP and keep each message as a file; nothing is ever passed on."""
    from tidings.site import settings

    folder = folder or settings.MAILBOX
    with socket.create_server((host, port), backlog=128) as listener:
        click.echo(f"mailbox: smtp://{host}:{listener.getsockname()[1]} keeps mail in {folder}")
        with asyncio.Runner(loop_factory=quick_loop()) as runner:
            runner.run(receive(folder, listener))


async def receive(folder: Path, listener: socket.socket) -> None:
    from tidings.channels.email.sink import serve

    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    await serve(folder, listener, stop)


def quick_loop() -> type[asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.Loop
