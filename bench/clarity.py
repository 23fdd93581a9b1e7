"""How many seeded defects the check before sending finds, and how many good notices it is wrong about.

Good notices of many fields by several hands (`clarity/notices`); each is broken in known ways by seed (`clarity/breaking.py`)
and checked as `tidings campaign check` would, with topics.yaml and company.yaml beside it.
"""

import os
from typing import Any


def run(options: dict[str, str]) -> dict[str, Any]:
    """`seed` (1), `data` (a folder of good campaigns), `each` (3 defects a notice), `kind` (one alone).

    `held-back` yes: the ways kept from tuning alone; no: the others alone. `misses` yes: name them and the false alarms.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.site.settings")
    from tidings.site.setup import ready

    ready()
    from clarity.measuring import measured

    return measured(options)
