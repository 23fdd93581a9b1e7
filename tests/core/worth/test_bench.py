"""The benchmark of worth, in small: the same functions, fewer days and fewer seeds."""

from tidings.site.commands.bench import bench


def test_interruptions_go_and_resolved_issues_stay() -> None:
    figures = bench("worth").market(days=60, customers=1500, digest_read=0.99, seed=1)
    assert figures["interruptions_saved"] >= 0.5
    assert figures["resolved_lost"] <= 0.01
    assert figures["urgent_told_at_once"] >= 0.99


def test_inflation_is_found_out_and_honesty_is_not_punished() -> None:
    figures = bench("worth").inflation(seeds=12, seed=1)
    assert figures["inflation_found_after"] <= 500
    assert figures["false_demotions"] == 0
