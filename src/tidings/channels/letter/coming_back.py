"""What the print house and the post tell us: files of receipts (printed, posted) and of returned mail."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time

from tidings.channels.contract import Raw, Receipt, ReceiptState, Unreadable

STATES: dict[str, ReceiptState] = {
    "received": "accepted",
    "printed": "accepted",
    "posted": "accepted",
    "delivered": "delivered",
    "spoiled": "failed",
    "returned": "failed",
}
# The address is no good for anybody; a refused or an unclaimed letter says nothing about the address.
DEAD = frozenset(
    {"moved", "unknown", "gone away", "no such address", "deceased", "vacant", "incomplete address"}
)


def read(raw: Raw) -> Sequence[Receipt]:
    """The receipts in a file with the columns id, state, reason and date; raises `Unreadable`."""
    try:
        lines = list(csv.DictReader(io.StringIO(raw.body.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(f"not a CSV file in UTF-8: {error}") from error
    if not lines or "id" not in lines[0]:
        raise Unreadable('the file needs a first line with the columns "id", "state", "reason", "date"')
    return list(receipts(raw, lines))


def receipts(raw: Raw, lines: Sequence[dict[str, str]]) -> Iterator[Receipt]:
    for number, line in enumerate(lines, start=2):
        said = (line.get("state") or ("returned" if raw.kind == "returned" else "")).strip().lower()
        reason = (line.get("reason") or "").strip().lower()
        if said not in STATES or not (line["id"] or "").strip():
            raise Unreadable(
                f"line {number}: state {said!r} is none of {', '.join(STATES)}, or the id is missing"
            )
        yield Receipt(
            key=f"{line['id'].strip()}|{said}",
            state=STATES[said],
            message_id=line["id"].strip(),
            at=day(line.get("date") or "") or raw.at,
            says=" ".join(filter(None, (said, reason)))[:200],
            address_dead=said == "returned" and reason in DEAD,
        )


def day(written: str) -> datetime | None:
    """Noon of an ISO date; None where there is none."""
    try:
        return datetime.combine(date.fromisoformat(written.strip()), time(12), tzinfo=UTC)
    except ValueError:
        return None
