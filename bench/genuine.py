"""Is it you? Whether every altered message is found and no harmless change is blamed, whether codes can be guessed, and how long a check takes.

`altered_found`: of every change of one character that may alter a meaning (`genuine_changes.py`), on every surface of the examples, the
share that is not answered "ours". `false_alarms`: of what mail programs and carriers make of them (`genuine_programs.py`), alone and two after one
another, how many are not answered "ours". `forged_accepted`: of random codes with right check digits, looked up as every check looks them up,
with the limits off. `check_p95_ms`: `POST /api/v1/checks` of a running site with as many outreaches in its database.
"""

from typing import Any

from genuine_codes import forged_accepted, with_live_codes
from genuine_comparing import comparing
from genuine_timing import timed


def run(options: dict[str, str]) -> dict[str, Any]:
    """Options: `share` of the changes (1.0), `forged` (10,000,000), `live` (1,000,000), `workers` (2), `only` (comparing, codes)."""
    only = options.get("only", "comparing,codes").split(",")
    figures: dict[str, Any] = {}
    if "comparing" in only:
        figures |= comparing(float(options.get("share", 1)), int(options.get("workers", 2)))
    if "codes" in only:
        live, forged = int(options.get("live", 1_000_000)), int(options.get("forged", 10_000_000))
        with with_live_codes(live) as (url, some):
            figures |= {"live": live, "forged": forged, "forged_accepted": forged_accepted(forged)}
            figures |= timed(url, some)
    return figures
