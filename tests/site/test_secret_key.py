"""Nothing that signs links starts under a key that everybody can read in the source."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("command", ["web", "work"])
def test_no_process_signs_without_a_secret_key(command: str, tmp_path: Path) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("TIDINGS_SECRET_KEY")}
    done = subprocess.run(
        [sys.executable, "-m", "tidings", command],
        env=own | {"TIDINGS_VAR": str(tmp_path), "TIDINGS_DATABASE_URL": "postgresql://127.0.0.1:1/nowhere"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert "TIDINGS_SECRET_KEY" in done.stderr
