"""How fast the whole delivery is: from a row that is due to a message the far end has taken and a result on record.

Each figure is a ratio to a limit or a rival measured in the same run, in turns, on the same machine. The whole path is
claimed, checked again, composed, its signed record made, sent and recorded, by two workers.
"""

import statistics
from collections.abc import Callable
from typing import Any

import delivery_claims
import delivery_mail
import delivery_same
import delivery_shop as shop
import delivery_texts
from delivery_keys import signing
from delivery_workers import django_worker, emptied_by, our_worker
from late_shop import own_database

PARTS = ("email", "claims", "backlog", "sms")
LETTER = 6_000  # octets of a mail where none was measured


def run(options: dict[str, str]) -> dict[str, Any]:
    """`messages` (10,000) a turn, `rounds` (3), `backlog` (1,000,000), `workers` (2), `only` (email,claims,backlog,sms)."""
    wanted = options.get("only", ",".join(PARTS)).split(",")
    found: dict[str, Any] = {"ratio": {}}
    with own_database("delivery") as url:
        shop.found_company()
        for part in (part for part in PARTS if part in wanted):
            measured = globals()[part](url, options)
            found["ratio"] |= measured.pop("ratio")
            found[part] = measured
    return found


def email(url: str, options: dict[str, str]) -> dict[str, Any]:
    """Ours without and with both signatures, Django's backend and smtp-source, in turns."""
    count, workers = int(options.get("messages", 10_000)), int(options.get("workers", 2))
    same = delivery_same.compared(url)
    turns: list[dict[str, float]] = []
    with delivery_mail.sink() as sink, signing() as keys:
        plain = {"TIDINGS_SMTP_URL": sink.url}
        for _ in range(int(options.get("rounds", 3))):
            limit, sessions = delivery_mail.best_of_sessions(sink, count, same["octets"])
            turns.append(
                {
                    "limit": limit,
                    "sessions": sessions,
                    "plain": turn(url, sink, our_worker, plain, count, workers),
                    "signed": turn(url, sink, our_worker, plain | keys, count // 2, workers),
                    "django": turn(url, sink, django_worker, plain, count // 5, workers),
                }
            )
    return {
        "ratio": {
            "email_to_smtp_source": ratio(turns, "plain", "limit"),
            "email_signed_to_smtp_source": ratio(turns, "signed", "limit"),
            "email_to_django": ratio(turns, "plain", "django"),
        },
        "same_as_django": same,
        "per_s": {
            name: round(statistics.median(turn[name] for turn in turns))
            for name in ("limit", "plain", "signed", "django")
        },
    }


def turn(
    url: str,
    sink: delivery_mail.Sink,
    worker: Callable[..., None],
    environment: dict[str, str],
    count: int,
    workers: int,
) -> float:
    """Messages a second of one side, every one of them counted at the far end."""
    shop.emptied(url)
    shop.make_due(url, count, cause="mail")
    shop.tidied(url)
    before = sink.emptied()
    rate = emptied_by(worker, url, environment, processes=workers, count=count)
    arrived = sink.emptied() - before
    assert arrived == count, f"{arrived} of {count} messages arrived"
    return rate


def ratio(turns: list[dict[str, float]], ours: str, theirs: str) -> float:
    return round(statistics.median(turn[ours] / turn[theirs] for turn in turns), 3)


def claims(url: str, options: dict[str, str]) -> dict[str, Any]:
    return delivery_claims.claims(url, options)


def backlog(url: str, options: dict[str, str]) -> dict[str, Any]:
    return delivery_claims.backlog(url, options)


def sms(url: str, options: dict[str, str]) -> dict[str, Any]:
    return delivery_texts.measured(url, options)
