"""How long a check takes through the running site's own API, of codes that are ours and of some that are not, in turns."""

import http.client
import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

from genuine_codes import forged
from intake_load import web

AT_ONCE = 8
EACH = 400


def timed(url: str, codes: Sequence[str]) -> dict[str, Any]:
    """95th percentiles: one client, and eight at once; and the medians of ours and of nobody's, which shall not differ."""
    import numpy as np

    key = made_key()
    strangers = forged(np.random.default_rng(1), len(codes))
    mixed = [code for pair in zip(codes, strangers, strict=True) for code in pair]
    with web(url) as site:
        asked(site, key, mixed[:50], 99)  # imported, connected
        alone = asked(site, key, mixed[:EACH], 0)
        with ThreadPoolExecutor(AT_ONCE) as clients:
            parts = [mixed[start : start + EACH // 2] for start in range(0, AT_ONCE * EACH // 2, EACH // 2)]
            together = clients.map(asked, [site] * AT_ONCE, [key] * AT_ONCE, parts, range(1, AT_ONCE + 1))
            at_once = [wait for each in together for wait in each]
    return {
        "check_p95_ms": percentile(alone, 95),
        "check_p50_ours_ms": percentile(alone[0::2], 50),
        "check_p50_strangers_ms": percentile(alone[1::2], 50),
        "check_p95_at_once_ms": percentile(at_once, 95),
    }


def made_key() -> str:
    from tidings.ground import clock
    from tidings.staff.public import create_key

    return create_key(name="bench", scopes=["see.outreach"], actor="command", now=clock.now())[1]


def asked(site: str, key: str, codes: Sequence[str], client: int) -> list[float]:
    """Milliseconds of each question on one kept-open connection; askers change before the limit of one."""
    wire = http.client.HTTPConnection(urlsplit(site).netloc, timeout=30)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    waits = []
    for number, code in enumerate(codes):
        body = json.dumps({"code": code, "asker": f"10.{client}.{number // 9 % 256}.{number // 2304}"})
        began = time.perf_counter()
        wire.request("POST", "/api/v1/checks", body, headers)
        answer = wire.getresponse()
        said = answer.read()
        waits.append((time.perf_counter() - began) * 1000)
        assert answer.status == 200, said
    wire.close()
    return waits


def percentile(waits: Sequence[float], percent: int) -> float:
    ordered = sorted(waits)
    return round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)], 2)
