"""A database with as many live codes as asked for, and as many forged ones tried on it."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import psycopg
from delivery_shop import found_company, make_due, tidied
from late_shop import own_database

BATCH = 10_000


@contextmanager
def with_live_codes(count: int) -> Iterator[tuple[str, Sequence[str]]]:
    """The database's URL and some of its codes; every outreach has a real one, made as the product makes them."""
    with own_database("genuine") as url:
        found_company()
        make_due(url, count, cause="genuine")
        yield url, coded(url)


def coded(url: str) -> Sequence[str]:
    from tidings.core.codes_in_bulk import codes_for

    secret = secrets.token_bytes(32)
    with psycopg.connect(url, autocommit=True) as wire:
        ids = [id for (id,) in wire.execute("SELECT id FROM outreach_outreach ORDER BY id")]
        codes = [line.tobytes().decode() for line in codes_for(secret=secret, keys=map(str, ids))]
        wire.execute("CREATE TEMPORARY TABLE coded (id bigint, code text)")
        with wire.cursor().copy("COPY coded FROM STDIN") as copy:
            for row in zip(ids, codes, strict=True):
                copy.write_row(row)
        wire.execute("UPDATE outreach_outreach o SET code = c.code FROM coded c WHERE c.id = o.id")
    tidied(url)
    return codes[:: max(1, len(codes) // 1000)]


def forged_accepted(count: int, seed: int = 0) -> int:
    """How many of so many random codes, each with a right check digit, are answered as ours."""
    from tidings.outreach import public as outreach

    chance = np.random.default_rng(seed)
    return sum(
        len(outreach.with_codes(codes=forged(chance, min(BATCH, count - done))))
        for done in range(0, count, BATCH)
    )


def forged(chance: np.random.Generator, count: int) -> list[str]:
    from tidings.core.codes_in_bulk import LETTERS, PLACES, WEIGHTED

    digits = chance.integers(0, 32, (count, PLACES), dtype=np.uint8)
    checks = np.bitwise_xor.reduce(WEIGHTED[np.arange(PLACES), digits], axis=1)
    letters = LETTERS[np.column_stack([digits, checks])]
    return [line.tobytes().decode() for line in letters]
