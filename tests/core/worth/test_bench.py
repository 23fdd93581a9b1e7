"""The benchmark of worth, in small: the same functions, fewer days and fewer seeds."""

import pytest

from tidings.site.commands.bench import bench


@pytest.fixture(scope="module")
def figures() -> dict:
    return bench("worth").run({"days": "60", "customers": "1500", "seeds": "12"})


def test_interruptions_go_and_resolved_issues_stay(figures: dict) -> None:
    assert figures["interruptions_saved"] >= 0.5
    assert figures["resolved_lost"] <= 0.01
    assert figures["urgent_told_at_once"] >= 0.99


def test_inflation_is_found_out_and_honesty_is_not_punished(figures: dict) -> None:
    assert figures["inflation_found_after"] <= 500
    assert figures["false_demotions"] == 0
