"""The decide bench at a small size: DuckDB answers the same in every row and column, zen-engine on its sample."""

from tidings.site.commands.bench import bench


def test_the_rivals_answer_as_the_kernel_does():
    found = bench("decide").run({"rows": "3000", "rounds": "1", "sample": "150", "events": "0"})
    assert found["verdicts"]["contacts"] >= 0.3
    assert {"rows_per_s", "duckdb_rows_per_s", "zen_rows_per_s", "laying"} <= found.keys()
    assert found["ratio"].keys() == {"zen_engine", "duckdb", "copy_limit"}
