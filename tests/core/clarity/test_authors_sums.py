"""What several authors wrote as sums without currency, and as figures that are none (`bench/training/clarity/bare-amount.yaml`)."""

from pathlib import Path

import yaml

from tidings.core.clarity.sums import bare_sums

FILE = Path(__file__).parents[3] / "bench" / "training" / "clarity" / "bare-amount.yaml"
SAID = yaml.safe_load(FILE.read_text())


def test_figures_that_are_no_money_are_left_alone() -> None:
    near = [(speech, text) for speech, both in SAID.items() for text in both["is_not"]]
    assert [text for speech, text in near if any(bare_sums(text, speech, of_money=False))] == []


def test_most_sums_without_currency_are_found_without_the_rest_of_their_notice() -> None:
    bare = [(speech, text) for speech, both in SAID.items() for text in both["is"]]
    assert sum(any(bare_sums(text, speech, of_money=True)) for speech, text in bare) / len(bare) > 0.65
