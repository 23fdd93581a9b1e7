"""The careless hand of `tidings bench clarity`: every way really breaks, by seed, and what it starts from is good."""

import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"
sys.path.append(str(BENCH))

from clarity.breaking import broken, notices  # noqa: E402
from clarity.ways import ways  # noqa: E402
from clarity.work import Tree, Work  # noqa: E402

from tidings.core.campaign_files.campaign import parse  # noqa: E402
from tidings.core.campaign_files.yaml_document import read  # noqa: E402

BESIDE = {"topics", "company", "questions"}
FILES = sorted(file for file in (BENCH / "clarity" / "notices").rglob("*.yaml") if file.stem not in BESIDE)
GOOD = notices(FILES)
KINDS = """no-what no-meaning no-next-step no-if-ignored late-outcome vague-date no-currency vague-amount dead-action
no-self-service no-evidence evidence-no-text hard-to-read hard-to-say too-long private-data mixed-purpose
empty-placeholder surfaces-differ languages-differ unanswered-question scam-like sender-unclear no-human-way""".split()  # noqa: SIM905
NEEDS_A_PAIR = "languages-differ"  # nothing to differ from in the first language


def test_there_are_three_hundred_notices_and_no_file_has_a_mistake() -> None:
    assert len(GOOD) >= 300
    mistakes = [str(file) for file in FILES if parse(file.read_text()).campaign is None]
    assert mistakes == []


def test_every_kind_of_defect_can_be_made_in_four_ways_about_half_of_them_held_back() -> None:
    counts = Counter(way.kind for way in ways())
    open_ones = Counter(way.kind for way in ways() if not way.held_back)
    assert sorted(counts) == sorted(KINDS)
    assert min(counts.values()) >= 4
    assert all(1 < open_ones[kind] <= counts[kind] - 2 for kind in KINDS)


@pytest.mark.parametrize("language", ["en", "pt", "es"])
def test_every_way_breaks_a_notice_in_every_language(language: str) -> None:
    own = [notice for notice in GOOD if notice.language == language]
    for way in ways():
        chance = Random(7)
        works = (Work.on(notice.tree, language, notice.sender, chance) for notice in own)
        could = any(way.breaks(work) for work in works)
        assert could or (way.kind == NEEDS_A_PAIR and language == "en"), (way.kind, way.name)


def test_the_same_seed_breaks_the_same_and_another_seed_differently() -> None:
    def trees(seed: int) -> list[Tree]:
        return [one.tree for one in broken(GOOD[:60], seed=seed, each=1)]

    assert trees(1) == trees(1) != trees(2)


def test_what_is_broken_is_no_longer_the_good_one_and_its_file_says_the_same() -> None:
    for one in broken(GOOD[:60], seed=1, each=1):
        assert one.tree != one.notice.tree
        assert read(one.text).value == one.tree


def test_each_notice_is_broken_and_kinds_come_about_equally_often() -> None:
    counts = Counter(one.way.kind for one in broken(GOOD, seed=3, each=3))
    assert sum(counts.values()) > 2.9 * len(GOOD)
    assert set(counts) == set(KINDS)
    assert max(counts.values()) - min(counts.values()) <= 8
