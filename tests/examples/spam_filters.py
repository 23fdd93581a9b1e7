"""SpamAssassin and rspamd as others run them, without network: the score each gives to a mail, and by which rules."""

import http.client
import json
import re
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.programs import program, unpacked_root

Scores = dict[str, tuple[float, str]]
STATUS = re.compile(r"^X-Spam-Status: \w+, score=(-?[\d.]+)(.*?)autolearn=", re.MULTILINE | re.DOTALL)
LONGEST_S = 180.0
# What asks the network or learns; the DNS it is given does not answer.
OFF = [
    *(
        "arc",
        "asn",
        "dkim_signing",
        "dmarc",
        "fuzzy_check",
        "mx_check",
        "neural",
        "phishing",
        "ratelimit",
        "rbl",
    ),
    *("reputation", "rspamd_update", "spf", "surbl"),
]
CONFIGURATION = """
.include "$CONFDIR/common.conf"
options {
  .include "$CONFDIR/options.inc"
  .include(priority=10) "$LOCAL_CONFDIR/override.d/options.inc"
}
logging { type = "console"; level = "error"; }
lang_detection { languages = "$SHAREDIR/languages"; }
worker "normal" { bind_socket = "$RUNDIR/door mode=0600"; count = 1; }
"""
OPTIONS = """
filters = "chartable,dkim,regexp";
disable_hyperscan = true;
dns { nameserver = ["127.0.0.1:9"]; timeout = 0.1s; retransmits = 1; }
control_socket = "$RUNDIR/control mode=0600";
"""


def by_spamassassin(mails: Mapping[str, bytes], folder: Path) -> Scores:
    """All mails by one process: it takes a second to read its rules."""
    files = [written(folder / f"{number}.eml", octets) for number, octets in enumerate(mails.values())]
    command = [program("spamassassin"), "--local", "--nocreate-prefs", "--prefspath=/dev/null"]
    done = subprocess.run([*command, *files], capture_output=True, check=True, timeout=LONGEST_S)
    found = STATUS.findall(done.stdout.decode(errors="replace"))
    assert len(found) == len(mails), done.stderr.decode()
    return {name: (float(score), rules) for name, (score, rules) in zip(mails, found, strict=True)}


def written(path: Path, octets: str | bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(octets.encode() if isinstance(octets, str) else octets)
    return path


def by_rspamd(mails: Mapping[str, bytes], folder: Path) -> Scores:
    with rspamd(folder) as door:
        return {name: judged(door, octets) for name, octets in mails.items()}


@contextmanager
def rspamd(folder: Path) -> Iterator[Path]:
    """Its daemon, which answers on a socket in `folder`."""
    configured(folder)
    named = [f"--var={name}={place}" for name, place in places(folder).items()]
    command = [program("rspamd"), "--no-fork", "--insecure", f"--config={folder}/rspamd.conf", *named]
    with (folder / "said").open("wb") as said:
        running = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, cwd=folder)
    try:
        answering(folder / "door", running)
        yield folder / "door"
    finally:
        running.terminate()
        running.wait(LONGEST_S)


def configured(folder: Path) -> None:
    written(folder / "rspamd.conf", CONFIGURATION)
    written(folder / "override.d" / "options.inc", OPTIONS)
    for module in OFF:
        written(folder / "override.d" / f"{module}.conf", "enabled = false;\n")
    servers = 'rule "rspamd.com" { servers = "127.0.0.1:9"; }\n'
    written(folder / "override.d" / "fuzzy_check.conf", f"enabled = false;\n{servers}")


def places(folder: Path) -> dict[str, Path]:
    """Where it finds what it came with, and where it may write."""
    root = unpacked_root() if (unpacked_root() / "etc" / "rspamd").exists() else Path("/")
    share = root / "usr" / "share" / "rspamd"
    own = {"PLUGINSDIR": "plugins", "RULESDIR": "rules", "LUALIBDIR": "lualib", "WWWDIR": "www"}
    return {
        "CONFDIR": root / "etc" / "rspamd",
        "SHAREDIR": share,
        **{name: share / part for name, part in own.items()},
        **dict.fromkeys(("LOCAL_CONFDIR", "RUNDIR", "DBDIR", "LOGDIR"), folder),
    }


def answering(door: Path, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + LONGEST_S
    while time.monotonic() < until and running.poll() is None:
        try:
            asked(door, "GET", "/ping")
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"rspamd does not answer: {(door.parent / 'said').read_text()[-2000:]}")


def judged(door: Path, octets: bytes) -> tuple[float, str]:
    """Told what a mail server that took the mail would tell it: from which host."""
    answer = json.loads(asked(door, "POST", "/checkv2", octets, {"Hostname": "out.example.com"}))
    rules = [f"{rule['name']}={rule['score']}" for rule in answer["symbols"].values() if rule["score"]]
    return answer["score"], " ".join(rules)


def asked(door: Path, method: str, path: str, body: bytes = b"", told: Mapping[str, str] = {}) -> bytes:
    calling = http.client.HTTPConnection("localhost", timeout=LONGEST_S)
    calling.sock = socket.socket(socket.AF_UNIX)
    try:
        calling.sock.connect(str(door))
        calling.request(method, path, body, dict(told))
        return calling.getresponse().read()
    finally:
        calling.close()
