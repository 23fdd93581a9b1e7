"""What the machine gives: Python, packages, folders, disk, time zones, a browser."""

import re
import shutil
import sys
import tempfile
import zoneinfo
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from tidings.site import settings
from tidings.site.doctor.check import Check

LOCK = settings.ROOT / "setup" / "requirements.lock"
NEEDED_DISK = 2_000_000_000  # bytes: the database's log alone may take half of it


def python() -> Check:
    mend = "Install Python 3.11 or newer and start ./run again"
    return Check("Python", sys.version_info >= (3, 11), f"{sys.version.split()[0]} in {sys.prefix}", mend)


def packages() -> Check:
    wrong = [f"{name} {found or 'missing'}" for name, wanted, found in locked() if found not in wanted]
    says = f"not as locked: {', '.join(wrong)}" if wrong else "all as locked"
    return Check("packages", not wrong, says, "rm -rf .venv && ./run")


def locked() -> Iterator[tuple[str, set[str], str | None]]:
    """Name, allowed versions and the installed one; a package that only some machines need may be absent."""
    allowed: dict[str, set[str]] = {}
    optional: set[str] = set()
    for name, wanted, marker in re.findall(r"^([\w.-]+)==(\S+)( ;)?", LOCK.read_text(), re.MULTILINE):
        allowed.setdefault(name, set()).add(wanted)
        optional |= {name} if marker else set()
    for name, wanted in allowed.items():
        found = installed(name)
        if found is not None or name not in optional:
            yield name, wanted, found


def installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def writable_var() -> Check:
    existing = next(folder for folder in [settings.VAR, *settings.VAR.parents] if folder.exists())
    try:
        tempfile.TemporaryFile(dir=existing).close()
    except OSError as error:
        mend = f"Give yourself the folder, or name another one in TIDINGS_VAR: sudo chown -R $USER {existing}"
        return Check("data folder", False, f"{settings.VAR}: {error.strerror}", mend)
    return Check("data folder", True, str(settings.VAR.resolve()))


def disk() -> Check:
    existing = next(folder for folder in [settings.VAR, *settings.VAR.parents] if folder.exists())
    free = shutil.disk_usage(existing).free
    says = f"{free / 1e9:.1f} GB free at {existing.resolve()}"
    return Check("disk", free >= NEEDED_DISK, says, "Make room, or name another folder in TIDINGS_VAR")


def time_zones() -> Check:
    known = len(zoneinfo.available_timezones())
    return Check(
        "time zones", known > 400, f"{known} zones", "The package tzdata is missing: rm -rf .venv && ./run"
    )


def chromium() -> Check:
    unpacked = settings.ROOT / ".tools" / "bin" / "chromium"
    found = shutil.which("chromium") or (str(unpacked) if unpacked.exists() else None)
    return Check(
        "Chromium", bool(found), found or "not found (only tests need it)", "apt-get install chromium", False
    )
