"""`tidings web`: the pages and the doors, on one address."""

import os

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Processes that answer.")
def command(host: str, port: int, workers: int) -> None:
    """Serve the pages, the API and the intake of events."""
    os.environ.setdefault("TIDINGS_POOL", "1")
    from tidings.site.setup import database

    with database(migrate=True):
        import uvicorn

        # Access logs would hold the signed links of customers' pages, and cost as much as the intake itself.
        uvicorn.run(
            "tidings.site.asgi:application",
            host=host,
            port=port,
            workers=workers,
            loop="uvloop",
            http="httptools",
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=5,
        )
