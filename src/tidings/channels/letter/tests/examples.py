"""A notice to a postal address, for the tests of this folder."""

from datetime import timedelta
from functools import partial
from pathlib import Path

from tests.channels.example_notice import AT, NOTICE, changed
from tidings.channels.letter.drawing import Form
from tidings.channels.letter.windows import WINDOWS
from tidings.core.notice import Evidence

MESSAGE = changed(
    NOTICE,
    to="Rua das Flores 12\nApto 3\n01000-000\nSão Paulo\nSP\nBR",
    next_steps=NOTICE.composed.next_steps[:1],
    evidence=(Evidence(kind="text", value="", says="Last seen at Campinas"),),
    expires_at=AT + timedelta(days=14),
)
FORM = Form(window=WINDOWS["din-b"], pages=2, posted_in="br")
message = partial(changed, MESSAGE)


def settings(folder: Path, **stated: str) -> dict[str, str]:
    return {"TIDINGS_LETTER_FOLDER": str(folder)} | stated
