"""The page of reference says what the rules say."""

from pathlib import Path

import pytest

from tidings.core.clarity.registry import rules

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "clarity.md").read_text()


@pytest.mark.parametrize("kind", rules())
def test_every_kind_is_explained_as_it_is(kind: str) -> None:
    rule = rules()[kind]
    told = PAGE.partition(f"### `{kind}`\n")[2].partition("\n### ")[0]
    for said in (rule.finds, rule.why, rule.mend, rule.unclear, rule.clear):
        assert said in told


def test_no_other_kind_is_explained() -> None:
    assert PAGE.count("\n### `") == len(rules())
