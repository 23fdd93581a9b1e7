"""A notice as the marketplace would send it, for the tests of this folder."""

from dataclasses import replace
from functools import partial

from tests.channels.example_notice import NOTICE, changed

MESSAGE = changed(
    NOTICE,
    to="ana@example.com",
    links=replace(NOTICE.links, why="https://shop.example/n/TOKEN#why"),
)
message = partial(changed, MESSAGE)
