"""How long a worker may hold what it has taken: whoever has not told by then has lost it to the next one."""

from datetime import timedelta

from django.conf import settings

LEASE = timedelta(seconds=settings.LEASE_SECONDS)
