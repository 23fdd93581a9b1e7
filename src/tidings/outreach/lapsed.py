"""What a worker that died or fell silent had leased: what it never began is due as before, the rest may have gone out."""

from collections.abc import Collection
from datetime import datetime

from tidings.outreach.models import Attempt, Outreach
from tidings.outreach.seen import it_arrived
from tidings.outreach.sending import repeatable
from tidings.outreach.telling import Change, tell


def taken_up(due: list[Outreach], now: datetime) -> list[Outreach]:
    """Of what is due that which may be sent, once what became of lapsed leases is on record, in the caller's transaction."""
    lapsed = [row.id for row in due if row.state == "sending"]
    if not lapsed:
        return due
    never_begun = back_from_the_line(lapsed, now)
    close(lapsed, now)
    return without_doubtful(without_arrived(due), never_begun, now)


def back_from_the_line(lapsed: Collection[int], now: datetime) -> set[int]:
    """Those whose turn never came; locked, because their worker may wake up and begin with them this moment."""
    attempts = Attempt.objects.filter(outreach_id__in=lapsed, finished_at=None, in_line=True).order_by()
    ids = set(attempts.select_for_update().values_list("outreach_id", flat=True))
    closed = {"finished_at": now, "outcome": "transient", "says": "its worker ended before its turn came"}
    Attempt.objects.filter(outreach_id__in=ids, finished_at=None, in_line=True).update(**closed)
    return ids


def close(lapsed: Collection[int], now: datetime) -> None:
    """What became of those that were begun stays unknown."""
    open_ones = Attempt.objects.filter(outreach_id__in=lapsed, finished_at=None)
    open_ones.update(finished_at=now, says="the worker's lease ran out before it told")


def without_arrived(due: list[Outreach]) -> list[Outreach]:
    """What its customer saw while its worker died has gone out."""
    seen = [row.id for row in due if row.state == "sending" and row.seen_at]
    arrived = it_arrived(seen) if seen else set()
    return [row for row in due if row.id not in arrived]


def without_doubtful(due: list[Outreach], never_begun: Collection[int], now: datetime) -> list[Outreach]:
    """What may have been sent, by a channel that cannot tell a repetition, is asked about and not sent again."""
    begun = [row for row in due if row.state == "sending" and row.id not in never_begun]
    doubtful = [row.id for row in begun if not repeatable(row.channel)]
    if doubtful:
        rows = Outreach.objects.filter(id__in=doubtful)
        rows.update(state="unknown", due_at=now, lease=None)
        tell([Change(outreach_id=id, state="unknown", which="lease") for id in doubtful], now=now)
    return [row for row in due if row.id not in doubtful]
