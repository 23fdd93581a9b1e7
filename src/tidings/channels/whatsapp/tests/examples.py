"""A notice as a marketplace would send it over WhatsApp, for the tests of this folder."""

from datetime import timedelta
from functools import partial

from tests.channels.example_notice import AT, NOTICE, changed

SURFACE = {
    "template": "parcel_late",
    "language": {"en": "en_US"},
    "parameters": ["what", "done"],
    "buttons": ["keep", "notice"],
}
MESSAGE = changed(NOTICE, to="+5511961234567", heard_at=AT - timedelta(hours=1))
message = partial(changed, MESSAGE)
