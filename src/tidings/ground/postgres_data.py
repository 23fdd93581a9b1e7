"""The data folder of an embedded PostgreSQL, made by initdb."""

import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from tidings.ground import postgres_home
from tidings.ground.postgres_home import USER, ServerFailed

MADE_WITHIN = 300.0  # seconds; a loaded disk makes initdb many times slower


def make(home: Path, *, sync: bool) -> None:
    """Makes the data folder under another name first: a killed initdb leaves nothing half-made behind."""
    partial, handed = home / f"data.{secrets.token_hex(4)}", home / "password.handed"
    password = secrets.token_hex(24)
    postgres_home.write_secret(home / "password", password)
    postgres_home.write_secret(handed, password)
    postgres_home.hand_over(handed)
    partial.mkdir(mode=0o700)
    postgres_home.hand_over(partial)
    try:
        initdb(partial, handed, sync=sync)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    finally:
        handed.unlink()
    partial.rename(home / "data")


def initdb(folder: Path, password_file: Path, *, sync: bool) -> None:
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    command = [str(postgres_home.binaries() / "initdb"), f"--pgdata={folder}", f"--username={USER}"]
    command += ["--auth=scram-sha-256", f"--pwfile={password_file}", "--data-checksums"]
    command += [f"--locale={locale}", "--encoding=UTF8", *([] if sync else ["--no-sync"])]
    program = postgres_home.as_server_user(command, stdout=subprocess.PIPE)
    try:
        words, _ = program.communicate(timeout=MADE_WITHIN)
    except BaseException:
        program.kill()
        program.wait()
        raise
    if program.returncode:
        raise ServerFailed(f"initdb failed:\n{words.decode(errors='replace')[-2000:]}")
