"""A notice as the marketplace would text it, and the settings of an account, for the tests of this folder."""

from dataclasses import replace
from functools import partial

from tests.channels.example_notice import NOTICE, changed

MESSAGE = changed(
    NOTICE,
    to="+447700900123",
    next_steps=NOTICE.composed.next_steps[:1],
    evidence=(),
    answers=(),
    links=replace(NOTICE.links, notice="https://shop.example/n/0f1e2d3c4b5a"),
)
SENDERS = "*=+447700900000, US=+12025550100;registration=C1ABCD2, DE=Example"
message = partial(changed, MESSAGE)
