"""What takes long comes first, so that no worker ends alone; what needs a browser comes together, so that one will do."""

import pytest

LONGEST = (
    "tests/chaos/",
    "tests/site/test_spark.py",
    "tests/site/test_replay.py",
    "tests/examples/test_marketplace.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=place)


def place(item: pytest.Item) -> int:
    """Within a place they stay as they were."""
    if item.nodeid.startswith(LONGEST):
        return 0
    return 1 if "browser" in getattr(item, "fixturenames", ()) else 2
