"""A notice for somebody's chat, for the tests of this folder."""

from functools import partial

from tests.channels.example_notice import NOTICE, changed

MESSAGE = changed(
    NOTICE,
    means="It is on its way.",
    done="We have asked the carrier where it is.",
    next_steps=NOTICE.composed.next_steps[:1],
)
message = partial(changed, MESSAGE)
