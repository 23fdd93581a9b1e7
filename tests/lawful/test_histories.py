"""The kernel makes no unlawful contact in random histories, and the oracle finds every unlawful one that is planted."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.lawfulness.company import COMPANIES
from bench.lawfulness.drive import lead
from bench.lawfulness.oracle import CLASSES
from bench.lawfulness.planting import PLANTED, Plant

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", range(4))
def test_no_contact_is_unlawful_and_silence_does_not_pass(seed: int) -> None:
    tally = lead(seed, people=600, steps=6)
    decisions = sum(tally.verdicts.values())
    assert decisions == 3600
    assert dict(tally.violations) == {}
    assert (tally.verdicts["contact"] + tally.verdicts["later"]) / decisions >= 0.3


@pytest.mark.parametrize("plant", PLANTED, ids=[plant.says for plant in PLANTED])
def test_a_planted_violation_is_caught(plant: Plant) -> None:
    tally = lead(plant.seed, people=plant.people, steps=plant.steps, lie=plant.lie)
    assert tally.violations[plant.found_as] > 0


def test_every_class_of_violation_is_planted() -> None:
    assert {plant.found_as for plant in PLANTED} == set(CLASSES)


def test_every_company_is_led_through() -> None:
    assert {company.name for company in COMPANIES} == {"strict", "lax", "between"}


def test_the_same_seed_gives_the_same_figures() -> None:
    assert lead(3, people=80, steps=2) == lead(3, people=80, steps=2)


def test_the_command_prints_what_it_found() -> None:
    command = [
        sys.executable,
        "-m",
        "tidings",
        "bench",
        "lawful",
        "--json",
        "--histories",
        "80",
        "--steps",
        "2",
    ]
    told = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    figures = json.loads(told.stdout)
    assert figures["decisions"] == 160 and figures["violations"]["total"] == 0
    assert set(figures) >= {"histories", "contacts", "verdicts", "seconds"}
