"""zen-engine: the same rules as an expression graph with a decision table, evaluated row by row by several processes.

Its best form: the graph is compiled once a process, and whatever our tables hold ready (which law binds a channel, when it
opens, whether a register or a cap bars it) is handed in ready with each row, so that it only has to judge.
"""

import json
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from multiprocessing import get_context
from typing import Any

import numpy as np

from tidings.core.cases import Laid
from tidings.core.deciding.hindrances import hindrances
from tidings.core.deciding.rows import rows_of
from tidings.core.deciding.verdicts import REFUSE, fallbacks_of
from tidings.core.reasons import Reason

Row = dict[str, Any]
NO = "len(usable) == 0"
LACKS = "(#.needs == 2 and #.said < 2 or #.needs == 3 and #.said < 3)"
SUBJECT_LACKS = (
    "(#.subject_needs == 2 and #.subject == 0 or #.subject_needs == 3 and #.subject >= 0 and #.subject < 3)"
)
REVOKED, SUBJECT_REVOKED = "(#.needs >= 1 and #.said == -1)", "(#.subject_needs >= 1 and #.subject == -1)"
MISSING, SUBJECT_MISSING = (
    f"(not #.stands and #.said != -1 and {LACKS})",
    f"(not #.stands and {SUBJECT_LACKS})",
)
HINDERED = f"#.stopped or #.moved or #.held or #.listed or #.stale or #.barred or #.capped or {REVOKED} or {SUBJECT_REVOKED} or {MISSING} or {SUBJECT_MISSING}"
FREE = f"#.address and not ({HINDERED})"


def met(condition: str) -> str:
    """Nothing is left, and the condition had a part in it: on some channel with an address, or on all if there is none."""
    return f"{NO} and (addressed ? some(asked, {condition}) : all(asked, {condition}))"


REASONS = {
    Reason.NOT_IN_AUDIENCE: "not in_audience",
    Reason.RELATIONSHIP_NOT_ALLOWED: "relationship_rule == 'no'",
    Reason.NO_SUBJECT_CONSENT: f"relationship_rule == 'with_consent' and subject == 0 or {met(f'#.subject_needs == 2 and {SUBJECT_MISSING}')}",
    Reason.SUBJECT_CONSENT_REVOKED: f"relationship_rule == 'with_consent' and subject == -1 or {met(SUBJECT_REVOKED)}",
    Reason.SUPPRESSED: met("#.stopped"),
    Reason.NO_ADDRESS: "not addressed",
    Reason.CHANNEL_CONSENT_REVOKED: f"{met(f'({REVOKED} or {MISSING})')} and some(asked, {REVOKED})",
    Reason.NO_CHANNEL_CONSENT: f"{met(f'({REVOKED} or {MISSING})')} and some(asked, #.needs == 2 and {MISSING})",
    Reason.REGISTRY_LISTED: met("#.listed"),
    Reason.REGISTRY_STALE: met("#.stale"),
    Reason.NUMBER_UNCONFIRMED: met("#.moved"),
    Reason.OPEN_CASE: met("#.held"),
    Reason.CALL_UNASKED: met("#.barred"),
    Reason.PAUSED: "not expired and pause_outlasts",
    Reason.EXPIRED: "expired",
    Reason.NOT_WORTH_IT: "worth == 'drop'",
    Reason.TOO_MANY_CONTACTS: "all(channels, #.capped)",
    Reason.ZONE_UNKNOWN: "zone_unknown",
    Reason.PLACE_UNKNOWN: "place_unknown",
    Reason.NEEDS_REVIEW: "needs_review",
}


def graph() -> str:
    """The decision as zen's JSON: expressions, a table of refusals, and the verdict."""
    keys = {
        "addressed": "some(channels, #.address)",
        "asked": "some(channels, #.address) ? filter(channels, #.address) : channels",
        "usable": f"filter(channels, {FREE})",
        "timely": "filter($.usable, #.in_time)",
    }
    rules = [{"_id": str(n), "when": condition, "then": str(int(reason))} for n, (reason, condition) in enumerate(REASONS.items())]  # fmt: skip
    verdict = {
        "refused": "len(no) > 0 or len(timely) == 0",
        "verdict": "$.refused ? 3 : bucket < holdout ? 2 : (digest or worth == 'digest') ? 4 : timely[0].opens > now ? 1 : 0",
        "channel": "$.verdict == 2 or $.verdict == 3 ? -1 : timely[0].place",
        "reasons": "map(no, #.reason)",
    }
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "facts", "type": "expressionNode", "name": "facts", "content": expressions(keys)},
        {"id": "table", "type": "decisionTableNode", "name": "table", "content": {
            "hitPolicy": "collect", "passThrough": True, "outputPath": "no", "rules": rules,
            "inputs": [{"id": "when", "name": "when"}], "outputs": [{"id": "then", "name": "reason", "field": "reason"}]}},
        {"id": "verdict", "type": "expressionNode", "name": "verdict", "content": expressions(verdict, keeps=False)},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]  # fmt: skip
    path = ["in", "facts", "table", "verdict", "out"]
    edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in pairwise(path)]  # fmt: skip
    return json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": [n | {"position": {"x": 0, "y": 0}} for n in nodes], "edges": edges})  # fmt: skip


def expressions(keys: dict[str, str], keeps: bool = True) -> dict[str, Any]:
    return {
        "passThrough": keeps,
        "expressions": [{"id": key, "key": key, "value": its} for key, its in keys.items()],
    }


def answered(rows: Sequence[Row], processes: int) -> tuple[list[tuple[int, int, frozenset[int]]], float]:
    """(verdict, channel, refusals) of each row, and rows a second; processes and their rows are ready before the clock runs."""
    parts = [rows[n::processes] for n in range(processes)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(partial(judged, []), range(processes)))
        began = time.monotonic()
        found = list(pool.map(judged, parts, range(processes)))
        took = time.monotonic() - began
    answers: list[Any] = [None] * len(rows)
    for n, part in enumerate(found):
        answers[n::processes] = part
    return answers, len(rows) / took


def judged(rows: Sequence[Row], _process: int) -> list[tuple[int, int, frozenset[int]]]:
    import zen

    decision = zen.ZenEngine().create_decision(graph())
    results = (decision.evaluate(row)["result"] for row in rows)
    return [
        (its["verdict"], its["channel"], frozenset(its["reasons"] if its["verdict"] == REFUSE else ()))
        for its in results
    ]


def rows_for_zen(laid: Laid, count: int, now: int) -> list[Row]:
    """The first rows as zen reads them, channels in the order of the row."""
    rows = rows_of(laid).part(0, count)
    found, every = hindrances(rows, laid), (1 << len(laid.channels)) - 1
    order = [fallbacks_of(int(laid.orders.sequences[each, every])) for each in rows.order]
    return [row_for_zen(n, rows, found, order[n], laid, now) for n in range(count)]


def row_for_zen(n: int, rows: Any, found: Any, order: tuple[int, ...], laid: Laid, now: int) -> Row:
    p, line = rows.profile[n], rows.moment[n]
    said = int((-1, 0, 2, 3)[rows.subject[n]])
    no = int(laid.standings[laid.matter[p], rows.standing[n]])
    barred, rule = no >> Reason.RELATIONSHIP_NOT_ALLOWED & 1, no >> Reason.NO_SUBJECT_CONSENT & 1
    worth = (
        "drop"
        if no >> Reason.NOT_WORTH_IT & 1
        else "digest"
        if no >> Reason.DIGEST_EARNED & 1
        else "interrupt"
    )
    outlasted, unknown = int(laid.moments.why_not[line]), int(laid.terms.why[p])
    return {
        "in_audience": not no >> Reason.NOT_IN_AUDIENCE & 1,
        "relationship_rule": "no" if barred else "with_consent" if rule else "yes",
        "subject": said,
        "worth": worth,
        "digest": bool(no >> Reason.DIGEST_CHOSEN & 1),
        "bucket": int(rows.bucket[n]),
        "holdout": int(rows.holdout[n]),
        "expired": bool(outlasted >> Reason.EXPIRED & 1),
        "pause_outlasts": bool(outlasted >> Reason.PAUSED & 1),
        "zone_unknown": bool(unknown >> Reason.ZONE_UNKNOWN & 1),
        "place_unknown": bool(unknown >> Reason.PLACE_UNKNOWN & 1),
        "needs_review": bool(unknown >> Reason.NEEDS_REVIEW & 1),
        "now": now,
        "channels": [channel_for_zen(n, c, rows, found, laid, said) for c in order],
    }


def channel_for_zen(n: int, c: int, rows: Any, found: Any, laid: Laid, subject: int) -> Row:
    masks, p = laid.terms.masks, rows.profile[n]

    def has(column: np.ndarray[Any, Any]) -> bool:
        return bool(int(column[n]) >> c & 1)

    def law(name: str) -> bool:
        return bool(int(masks[name][p]) >> c & 1)

    return {
        "place": c,
        "address": has(rows.reachable),
        "stopped": has(rows.suppressed),
        "said": -1 if has(rows.revoked) else 3 if has(rows.written) else 2 if has(rows.granted) else 0,
        "needs": 3 if law("written") else 2 if law("granted") else 1 if law("revocable") else 0,
        "subject": subject,
        "subject_needs": 3 if law("subject_written") else 2 if law("subject_granted") else 1 if law("subject_revocable") else 0,
        "stands": has(found.stands),
        "moved": has(found.unconfirmed),
        "held": has(found.held),
        "listed": has(found.listed),
        "stale": has(found.stale),
        "barred": has(found.barred),
        "capped": has(found.capped),
        "in_time": bool(int(laid.moments.in_time[rows.moment[n]]) >> c & 1),
        "opens": int(laid.moments.opens[rows.moment[n], c]),
    }  # fmt: skip
