"""`tidings web`: the pages and the doors, on one address."""

import os
from contextlib import suppress
from time import sleep

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Processes that answer.")
def command(host: str, port: int, workers: int) -> None:
    """Serve the pages, the API and the intake of events."""
    os.environ.setdefault("TIDINGS_POOL", "1")
    from tidings.site.setup import database, insist_on_a_secret_key

    insist_on_a_secret_key()
    with database(migrate=True, patiently=sleep):
        serve(host, port, workers)


def serve(host: str, port: int, workers: int) -> None:
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    from tidings.ground.serving import Server

    config = uvicorn.Config(
        "tidings.site.asgi:application",
        host=host,
        port=port,
        workers=workers,
        loop="uvloop",
        http="httptools",
        ws="none",
        access_log=False,  # it would hold the signed links of customers' pages
        log_level="warning",
        server_header=False,
        timeout_keep_alive=75,  # longer than the pools of senders and proxies in front keep theirs
        timeout_graceful_shutdown=5,
    )
    with suppress(KeyboardInterrupt):
        if workers == 1:
            Server(config).run()
        else:
            Multiprocess(config, sockets=[config.bind_socket()]).run()
