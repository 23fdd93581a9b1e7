"""A real Postfix as the relay of a test: its own folder, ports and queue; it ends with the test. Only root can start one."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.programs import unpacked_root

DAEMONS = "usr/lib/postfix/sbin"
QUEUE = "active bounce corrupt defer deferred flush hold incoming maildrop private public saved trace"
OWNER, GROUP = (
    "mail",
    "games",
)  # accounts that every Debian has and Postfix accepts: nobody else's, not root's
MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
daemon_directory = {daemons}
command_directory = {commands}
shlib_directory = no
meta_directory = {folder}
mail_owner = {owner}
setgid_group = {group}
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
import_environment = MAIL_CONFIG TZ LANG=C LD_LIBRARY_PATH
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.shop.example
mydestination =
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtp_dns_support_level = disabled
smtp_host_lookup = native
smtpd_peername_lookup = no
alias_maps =
alias_database =
relayhost = [127.0.0.1]:{onward}
transport_maps = inline:{{ {{ {back_to} = smtp:[127.0.0.1]:{back}  }} }}
"""
MASTER = """
{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@contextmanager
def relay(folder: Path, *, onward: int, back_to: str, back: int) -> Iterator[int]:
    """Its port. Mail to the domain `back_to` goes to the port `back`, all other mail to the port `onward`."""
    master, libraries = program()
    port = free_port()
    lay_out(folder)
    let_in(folder)
    words = {"folder": folder, "daemons": master.parent, "commands": master.parents[3] / "sbin"}
    words |= {
        "owner": OWNER,
        "group": GROUP,
        "onward": onward,
        "back_to": back_to,
        "back": back,
        "port": port,
    }
    (folder / "main.cf").write_text(MAIN.format(**words))
    (folder / "master.cf").write_text(MASTER.format(**words))
    running = subprocess.Popen(
        [master, "-c", folder, "-d", "-e", "60"],
        env=os.environ | {"LD_LIBRARY_PATH": libraries, "MAIL_CONFIG": str(folder)},
        stderr=subprocess.PIPE,
        start_new_session=True,  # it ends its daemons by their group
    )
    try:
        wait_for(port, running)
        yield port
    finally:
        running.terminate()
        running.wait(10)


def program() -> tuple[Path, str]:
    """The daemon, and where its libraries are."""
    if os.getuid() != 0:
        pytest.skip("postfix: only root can start it")
    for root in (Path("/"), unpacked_root()):
        if (root / DAEMONS / "master").exists():
            found = (
                {str(file.parent) for file in root.glob("usr/lib/**/*.so*")} if root != Path("/") else set()
            )
            return root / DAEMONS / "master", ":".join(sorted(found))
    pytest.skip("postfix: it is missing")


def lay_out(folder: Path) -> None:
    for name in ("data", "queue/pid", *(f"queue/{name}" for name in QUEUE.split())):
        (folder / name).mkdir(parents=True, mode=0o755)
        if name != "queue/pid":
            shutil.chown(folder / name, OWNER)
    for name, mode in (("public", 0o710), ("maildrop", 0o730), ("private", 0o700)):
        shutil.chown(folder / "queue" / name, OWNER, GROUP)
        (folder / "queue" / name).chmod(mode)


def let_in(folder: Path) -> None:
    """The tests' own folders are closed to the accounts that Postfix runs as."""
    for parent in (folder, *folder.parents):
        if parent.is_relative_to(tempfile.gettempdir()) and str(parent) != tempfile.gettempdir():
            parent.chmod(parent.stat().st_mode | 0o011)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 15
    while time.monotonic() < until and running.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as wire:
                wire.settimeout(5)
                if wire.recv(3) == b"220":
                    return
        except OSError:
            time.sleep(0.05)
    said = (
        running.stderr.read().decode()
        if running.poll() is not None and running.stderr
        else "it does not greet"
    )
    raise AssertionError(f"Postfix did not start: {said}")
