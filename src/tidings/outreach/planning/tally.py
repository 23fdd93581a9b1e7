"""What came of a part in figures: verdicts, reasons, and contacts by channel and day, with a few names for each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from tidings.core.cases import EPOCH
from tidings.core.deciding import VERDICTS
from tidings.core.reasons import Reason, codes
from tidings.outreach.planning.judging import Judged

SAMPLES = 5
HOUR = 3_600_000_000

Tally = dict[str, Any]


def tally_of(judged: Judged, zone: str) -> Tally:
    """The figures of one part; days are the company's own."""
    verdicts, bits = judged.column("verdict"), judged.column("reasons")
    return {
        "rows": len(judged),
        "verdicts": counted(VERDICTS[place] for place in verdicts.tolist()),
        "reasons": reasons(verdicts, bits),
        "days": days(judged, ZoneInfo(zone)),
        "samples": samples(judged, verdicts, bits),
        "read_again": judged.sighted.read_again,
    }


def reasons(verdicts: np.ndarray[Any, Any], bits: np.ndarray[Any, Any]) -> dict[str, dict[str, int]]:
    """How often each reason was given, by verdict."""
    found: dict[str, dict[str, int]] = {}
    for place, verdict in enumerate(VERDICTS):
        values, counts = np.unique(bits[verdicts == place], return_counts=True)
        of_verdict: Counter[str] = Counter()
        for value, count in zip(values.tolist(), counts.tolist(), strict=True):
            of_verdict.update(dict.fromkeys(codes(value), count))
        if of_verdict:
            found[verdict] = dict(of_verdict)
    return found


def days(judged: Judged, zone: ZoneInfo) -> dict[str, dict[str, int]]:
    """Contacts by day and channel. An hour lies in one day in every zone whose offset is of whole quarters: hours are
    counted first, so that few moments are turned into days."""
    chosen = judged.contacted
    earliest = judged.answer.column("earliest").to_numpy(zero_copy_only=False)[chosen].astype(np.int64)
    quarters = earliest // (HOUR // 4)
    keys = quarters * 64 + judged.column("channel")[chosen]
    found: dict[str, dict[str, int]] = {}
    values, counts = np.unique(keys.astype(np.int64), return_counts=True)
    for value, count in zip(values.tolist(), counts.tolist(), strict=True):
        at = EPOCH + np.timedelta64(value // 64 * 15, "m").astype("timedelta64[us]").item()
        day = at.astimezone(zone).date().isoformat()
        channel = judged.channels[value % 64]
        of_day = found.setdefault(day, {})
        of_day[channel] = of_day.get(channel, 0) + count
    return found


def samples(
    judged: Judged, verdicts: np.ndarray[Any, Any], bits: np.ndarray[Any, Any]
) -> dict[str, list[str]]:
    """The first few customers for each verdict and reason ("refuse:no_address")."""
    names = judged.sighted.facts.column("external_id")
    found: dict[str, list[str]] = {}
    for place, verdict in enumerate(VERDICTS):
        mine = verdicts == place
        if not mine.any():
            continue
        for reason in Reason:
            rows = np.flatnonzero(mine & (bits >> np.uint64(reason) & np.uint64(1) == 1))[:SAMPLES]
            if len(rows):
                found[f"{verdict}:{reason.code}"] = [names[int(row)].as_py() for row in rows]
    return found


def counted(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names))


def together(tallies: Iterable[Mapping[str, Any]]) -> Tally:
    """Several parts' figures as one."""
    whole: Tally = {"rows": 0, "verdicts": {}, "reasons": {}, "days": {}, "samples": {}, "read_again": 0}
    for tally in tallies:
        whole["rows"] += tally["rows"]
        whole["read_again"] += tally["read_again"]
        add(whole["verdicts"], tally["verdicts"])
        for name in ("reasons", "days"):
            for key, counts in tally[name].items():
                add(whole[name].setdefault(key, {}), counts)
        for key, names in tally["samples"].items():
            whole["samples"][key] = [*whole["samples"].get(key, []), *names][:SAMPLES]
    whole["days"] = dict(sorted(whole["days"].items()))
    return whole


def add(to: dict[str, int], counts: Mapping[str, int]) -> None:
    for name, count in counts.items():
        to[name] = to.get(name, 0) + count
