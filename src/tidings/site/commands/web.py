"""`tidings web`: the site, in one process; run as many as you like behind one address."""

import os
import signal

import click


@click.command("web")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--proxy", default="127.0.0.1", help="Whose X-Forwarded headers to believe (addresses, or *).")
def command(host: str, port: int, proxy: str) -> None:
    """Serve pages, the API, the event intake and the live streams until Ctrl-C or SIGTERM."""
    os.environ.setdefault("TIDINGS_POOL", "1")  # a new connection costs a page more than its queries
    # uvicorn repeats the signal that ended it; as an exception it lets the database be left in order.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    from tidings.site import setup

    try:
        with setup.database():
            serve(host, port, proxy)
    except KeyboardInterrupt:
        return


def serve(host: str, port: int, proxy: str) -> None:
    import uvicorn

    from tidings.ground.serving import Server

    config = uvicorn.Config(
        "tidings.site.asgi:application",
        host=host,
        port=port,
        lifespan="on",
        log_level="warning",
        server_header=False,
        forwarded_allow_ips=proxy,
        timeout_graceful_shutdown=5,
    )
    Server(config).run()
