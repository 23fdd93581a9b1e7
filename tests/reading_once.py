"""A campaign's text is read once on each worker: hundreds of tests launch the same few, and a launch reads its text eight times.

Reading is pure (its result hangs on the text alone), and a third of a launch's time.
"""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import pytest


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    from tidings.core.campaign_files import campaign, template_check

    documents, trees = cache(campaign.read), cache(template_check.parse)

    def read(text: str) -> Any:
        return deepcopy(documents(text))  # its reader may change it

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(campaign, "read", read)
        patch.setattr(template_check, "parse", trees)
        yield
