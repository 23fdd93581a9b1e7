"""`tidings up`: everything in one terminal, on the embedded PostgreSQL or the one a URL names."""

import os
import secrets
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import click

from tidings.ground import postgres, postgres_home
from tidings.site import setup
from tidings.site.far_ends import far_ends
from tidings.site.supervision import Children

ROOT = Path(__file__).resolve().parents[3]
FIRST_WEB_PORT, FIRST_SMTP_PORT = 8000, 2525
ANSWERS_WITHIN = 60.0
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
stopping = threading.Event()


class CannotStart(click.ClickException):
    """What stood in the way, with the mend."""


def up(*, port: int | None, demo: bool, files: list[Path]) -> None:
    """Runs web and worker (and the demonstration's mailbox) until Ctrl-C or SIGTERM; restarts what ends.

    Returns when everything that it started has ended.
    """
    with interruptible():
        os.environ.update(environment(port=port, demo=demo))
        embedded = not (os.environ.get("TIDINGS_DATABASE_URL") or os.environ.get("TIDINGS_DATABASE_URL_FILE"))
        say("Starting PostgreSQL" if embedded else "Reaching PostgreSQL")
        with setup.database(migrate=True):
            sign_ins = load_demonstration(files) if demo else []
            run(sign_ins=sign_ins, demo=demo, embedded=embedded)


@contextmanager
def interruptible() -> Iterator[None]:
    """SIGTERM and a closed terminal end the block as Ctrl-C does; the end itself is not interrupted again."""
    for number in STOPS:  # SIGINT too: a shell's background job starts with it ignored
        signal.signal(number, interrupt)
    with suppress(KeyboardInterrupt):
        yield
    say("Stopped. The data stays.")


def interrupt(number: int, frame: FrameType | None) -> None:
    """Ends what is under way. Remembered too, because an exception that falls into a finalizer is lost."""
    stopping.set()
    raise KeyboardInterrupt


def pause(seconds: float) -> None:
    if stopping.wait(seconds):
        raise KeyboardInterrupt


def environment(*, port: int | None, demo: bool) -> dict[str, str]:
    """What the children (and this process' settings) are told, beside what the caller's environment says."""
    var = Path(os.environ.get("TIDINGS_VAR", ROOT / "var"))
    postgres_home.settle(var)
    web_port = free_port(port or FIRST_WEB_PORT, only=port is not None)
    told = {"TIDINGS_VAR": str(var), "TIDINGS_PORT": str(web_port)}
    if not os.environ.get("TIDINGS_PUBLIC_URL"):
        told["TIDINGS_PUBLIC_URL"] = f"http://127.0.0.1:{web_port}"
    if not (os.environ.get("TIDINGS_SECRET_KEY") or os.environ.get("TIDINGS_SECRET_KEY_FILE")):
        told["TIDINGS_SECRET_KEY_FILE"] = str(secret_key(var))
    return {**told, **far_ends(var=var, smtp_port=free_port(FIRST_SMTP_PORT))} if demo else told


def secret_key(var: Path) -> Path:
    """The file with this installation's key for signing links, made the first time."""
    file = var / "secret-key"
    if not file.exists():
        postgres_home.write_secret(file, secrets.token_urlsafe(48))
    return file


def free_port(wished: int, *, only: bool = False) -> int:
    for port in range(wished, wished + (1 if only else 100)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise CannotStart(f"Port {wished} is taken. Name another one with --port.")


def load_demonstration(files: list[Path]) -> list[str]:
    """Fills an empty database with the demonstration company, takes in the caller's files; returns the sign-ins."""
    from tidings.site import demo

    say("Loading the demonstration (the first time: half a minute or so)")
    return demo.load(files=files)


def run(*, sign_ins: list[str], demo: bool, embedded: bool) -> None:
    children = Children(os.environ)
    port = os.environ["TIDINGS_PORT"]
    try:
        if demo:
            children.add("mailbox", "--port", str(urlsplit(os.environ["TIDINGS_SMTP_URL"]).port))
        children.add("web", "--port", port)
        children.add("work")
        wait_for_answer(f"http://127.0.0.1:{port}/health", children)
        announce(sign_ins)
        while True:
            children.tend()
            if embedded and postgres.revive(Path(os.environ["TIDINGS_VAR"])):
                say("PostgreSQL had died; it runs again")
            pause(0.2)
    finally:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)  # the end takes seconds and is bounded
        say("Stopping; what is under way is finished first")
        children.stop()


def wait_for_answer(address: str, children: Children) -> None:
    deadline = time.monotonic() + ANSWERS_WITHIN
    while not answers(address):
        if time.monotonic() > deadline:
            raise CannotStart(f"{address} gave no answer in {ANSWERS_WITHIN:.0f} s; the lines above say why.")
        children.tend()
        pause(0.05)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 (our own address)
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def announce(sign_ins: list[str]) -> None:
    say(f"Tidings is ready: {os.environ['TIDINGS_PUBLIC_URL']}")
    for line in sign_ins:
        say(f"  {line}")
    if sign_ins:
        say(f"Mail lands in the console's Mailbox, letters in {os.environ['TIDINGS_LETTER_FOLDER']}")
    say(f"Ctrl-C stops it; the data stays in {os.environ['TIDINGS_VAR']}")


def say(text: str) -> None:
    with suppress(OSError):  # a closed terminal must not keep us from stopping what we started
        click.echo(text)
