"""Where the demonstration's messages go: into this machine, so that a newcomer sees channels work and nobody is reached."""

from collections.abc import Mapping
from pathlib import Path

from tidings.channels.push.keys import new_key
from tidings.ground import postgres_home

SMTP = "TIDINGS_SMTP_URL"


def far_ends(*, var: Path, smtp_port: int) -> Mapping[str, str]:
    """Settings of its channels: a mailbox, a print house's folder, a key for browsers that ask for pushes.

    They stand over the caller's own: the demonstration's people get no real mail.
    """
    letters = var / "letters"
    letters.mkdir(parents=True, exist_ok=True)
    return {
        SMTP: f"smtp://127.0.0.1:{smtp_port}",
        "TIDINGS_LETTER_FOLDER": str(letters),
        "TIDINGS_LETTER_COUNTRY": "PT",
        "TIDINGS_LETTER_BATCH_MINUTES": "1",  # whoever looks on does not wait an hour for a batch
        "TIDINGS_VAPID_KEY_FILE": str(push_key(var)),
        "TIDINGS_VAPID_CONTACT": "mailto:notices@bank.example.com",
    }


def push_key(var: Path) -> Path:
    """The file with the key that browsers know the demonstration by, made the first time."""
    file = var / "push-key"
    if not file.exists():
        postgres_home.write_secret(file, new_key())
    return file
