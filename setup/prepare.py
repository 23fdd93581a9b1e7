"""Builds .venv from a lock file, with nothing but Python's standard library and the pip beside this file.

Bare Debian has neither pip nor `ensurepip`, so pip's own wheel (setup/README.md) installs the packages.
pip reads the user's configuration: indexes, proxies and certificates are theirs to name.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

SETUP = Path(__file__).resolve().parent
CLONE = SETUP.parent
VENV = CLONE / ".venv"
PREPARED = VENV / "prepared"
PIP = SETUP / "pip-26.3-py3-none-any.whl"
# Not compiled ahead: the place names behind telephone numbers alone are half of all lines there are.
SELDOM_USED = r"/tests?/|phonenumbers/(geo|carrier)data/|pygments/lexers/"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
# Published as source alone, and pure Python: pip makes the wheel itself.
SOURCE_ONLY = "dkimpy,http-ece"


def main(lock_name: str) -> None:
    turn = os.open(SETUP, os.O_RDONLY)
    fcntl.flock(turn, fcntl.LOCK_EX)  # two commands started at once: the second finds the work done
    if not is_prepared(lock_name):
        prepare(lock_name)


def is_prepared(lock_name: str) -> bool:
    return (
        belongs_here()
        and same_text(PREPARED / lock_name, SETUP / lock_name)
        and (same_text(PREPARED / "prepare.py", Path(__file__)))
    )


def prepare(lock_name: str) -> None:
    started = time.monotonic()
    if VENV.exists() and not belongs_here():
        say("Removing a .venv that was made for another place or another Python")
        shutil.rmtree(VENV)
    if not VENV.exists() or not python().exists():
        say(f"Making .venv with Python {sys.version.split()[0]}")
        make_venv()
    (PREPARED / lock_name).unlink(missing_ok=True)
    install(SETUP / lock_name)
    compile_packages()
    link_tidings()
    record(lock_name)
    say(f"The environment is ready ({time.monotonic() - started:.0f} s)")


def say(text: str) -> None:
    print(f"setup: {text}", flush=True)  # noqa: T201


def python() -> Path:
    return VENV / "bin" / "python"


def place() -> str:
    return f"{CLONE}\n"


def belongs_here() -> bool:
    """Whether .venv was made for this very folder and still finds its packages under this Python."""
    return PREPARED.joinpath("place").exists() and (
        PREPARED.joinpath("place").read_text() == place() and packages().is_dir()
    )


def packages() -> Path:
    return VENV / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"


def same_text(one: Path, other: Path) -> bool:
    return one.exists() and one.read_bytes() == other.read_bytes()


def make_venv() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        import venv
    except ImportError:  # some distributions leave it out; these three things are all it does for us
        packages().mkdir(parents=True)
        (VENV / "bin").mkdir()
        python().symlink_to(sys.executable)
        (VENV / "pyvenv.cfg").write_text(f"home = {Path(sys.executable).parent}\n")
    else:
        venv.EnvBuilder(with_pip=False, symlinks=True).create(VENV)
    PREPARED.mkdir()
    (PREPARED / "place").write_text(place())


def install(lock: Path) -> None:
    check_pip()
    forget_half_installed()
    wanted = sum(line[:1].isalnum() for line in lock.read_text().splitlines())
    say(f"Installing {wanted} locked packages from {lock.name} (the first time, about a minute)")
    command = [str(python()), str(PIP / "pip"), "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--no-binary", SOURCE_ONLY]
    command += ["--no-deps", "--no-compile", "--no-input", "--no-user", "--no-warn-script-location"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock)]
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said: deque[str] = deque(maxlen=20)
    for line in pip.stdout or ():
        said.append(line)
        tell_news(line)
    if pip.wait():
        sys.exit(f"{''.join(said)}setup: pip failed. Run the same command again to go on from here.")


def check_pip() -> None:
    found = hashlib.sha256(PIP.read_bytes()).hexdigest()
    if found != PIP_SHA256:
        sys.exit(f"setup: {PIP} is damaged (sha256 {found}). Mend it with: git checkout -- {PIP}")


def forget_half_installed() -> None:
    """Removes what a killed pip left: it writes a package's INSTALLER only after all its files."""
    for info in packages().glob("*.dist-info"):
        if not (info / "INSTALLER").exists():
            shutil.rmtree(info)
    for remnant in packages().glob("~*"):
        shutil.rmtree(remnant) if remnant.is_dir() else remnant.unlink()


def tell_news(line: str) -> None:
    """Passes on the little of pip's talk that a waiting person wants: the big downloads and the last step."""
    words = line.split()
    if words[:1] == ["Downloading"] and words[-1] == "MB)" and float(words[-2].strip("(")) >= 5:
        say(f"  downloading {words[1].split('-')[0]} {words[-2]} MB)")
    elif words[:1] == ["Installing"]:
        say("  unpacking")


def compile_packages() -> None:
    say("Compiling them")
    command = [str(python()), "-m", "compileall", "-q", "-x", SELDOM_USED, str(packages())]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # Several processes at once need semaphores, which a bare chroot without /dev/shm does not give.
    if subprocess.run([*command, "-j", "0"], check=False, **quiet).returncode:
        subprocess.run(command, check=False, **quiet)


def link_tidings() -> None:
    """Makes `tidings` importable from src/ and gives it a command; nothing is built or copied."""
    (packages() / "tidings.pth").write_text(f"{CLONE / 'src'}\n")
    command = VENV / "bin" / "tidings"
    # -P: a file in the caller's folder must not take the place of a module. Quoted: paths may hold spaces.
    quoted = "'" + str(python()).replace("'", "'\\''") + "'"
    command.write_text(f'#!/bin/sh\nexec {quoted} -P -m tidings "$@"\n')
    command.chmod(0o755)


def record(lock_name: str) -> None:
    """Says which locks hold now. The tests' lock contains all of the other, at the same versions."""
    shutil.copyfile(__file__, PREPARED / "prepare.py")
    names = [lock_name] if lock_name == "requirements.lock" else ["requirements.lock", lock_name]
    for name in names:
        partial = PREPARED / f"{name}.partial"
        shutil.copyfile(SETUP / name, partial)
        partial.replace(PREPARED / name)


if __name__ == "__main__":
    main(sys.argv[1])
