"""How often may be asked "is it you?": from one network, about one code, and by all together.

Counted in the database within windows of ten minutes, one statement a question. A network and a code are kept as
keyed hashes only, for a day.
"""

import ipaddress
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

from tidings.conversations.models import CheckCount

WINDOW = timedelta(minutes=10)
MOST_FROM_ONE = 10
MOST_ABOUT_ONE = 30
MOST_FROM_ALL = 3000
KEPT = timedelta(days=1)
EVERYBODY = ""
# A crash may forget the last moment's counts: no disk is waited for.
COUNT = """
INSERT INTO conversations_checkcount (asker, "window", count)
SELECT asker, %(window)s, 1 FROM set_config('synchronous_commit', 'off', true), unnest(%(askers)s::text[]) asker ORDER BY asker
ON CONFLICT ("window", asker) DO UPDATE SET count = conversations_checkcount.count + 1
RETURNING asker, count
"""


def allowed(*, asker: str, code: str, now: datetime) -> bool:
    """Count one question from `asker` (a network address) about `code`, and say whether it may be answered.

    A code is counted whether it is ours or not: by being told to wait nobody learns that there is one.
    """
    seconds = WINDOW.total_seconds()
    window = datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)
    most = {
        EVERYBODY: MOST_FROM_ALL,
        hidden_network(asker): MOST_FROM_ONE,
        hidden(f"code {code}"): MOST_ABOUT_ONE,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"window": window, "askers": list(most)})
        counts = dict(cursor.fetchall())
    if counts[hidden_network(asker)] == 1:
        CheckCount.objects.filter(window__lt=now - KEPT).delete()
    return all(count <= most[each] for each, count in counts.items())


def hidden_network(asker: str) -> str:
    """A keyed hash of the asker's network: an address is personal, and one line has 2**64 of the long ones."""
    try:
        ip = ipaddress.ip_address(asker)
    except ValueError:
        return hidden(asker)
    return hidden(str(ip) if ip.version == 4 else str(ipaddress.ip_network((ip, 64), strict=False)))


def hidden(words: str) -> str:
    return salted_hmac("checks", words).hexdigest()
