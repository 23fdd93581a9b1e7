"""A notice as a marketplace would send it by direct message, for the tests of this folder."""

from datetime import timedelta
from functools import partial

from tests.channels.example_notice import AT, NOTICE, changed

MESSAGE = changed(NOTICE, to="1254477777772919", heard_at=AT - timedelta(hours=1))
message = partial(changed, MESSAGE)
