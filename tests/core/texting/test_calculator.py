"""Segments as Twilio's own calculator counts them (npm sms-segments-calculator), over many texts."""

import json
import random
import subprocess
from pathlib import Path

import pytest

from tests.programs import node, node_environment
from tidings.core.texting.alphabet import DEFAULT, EXTENSION
from tidings.core.texting.segments import Segmented, segment

PLAIN = "".join(sign for sign in DEFAULT if sign not in "\x1b\r")
SHIFTED = "".join(EXTENSION.values())
WIDE = "жçú’漢\u00a0\U0001f600\U0001f4a9𝒳"


def texts() -> list[str]:
    """Of every mixture and about every boundary; no combining signs, which the calculator keeps together."""
    chance = random.Random(4)
    mixtures = [PLAIN, PLAIN + SHIFTED, PLAIN + SHIFTED * 9, PLAIN + WIDE * 2, WIDE]
    sizes = [*range(60, 75), *range(130, 163), *range(300, 310), *range(455, 465), 1000]
    return ["".join(chance.choices(mixture, k=size)) for mixture in mixtures for size in sizes] + [""]


def octets(found: Segmented) -> list[object]:
    width = 7 if found.alphabet else 16
    header = 48 * found.count if found.count > 1 else 0
    return [found.encoding, found.count, found.units * width, found.units * width + header]


def counted(written: list[str]) -> list[list[object]]:
    script = Path(__file__).with_name("calculator.js")
    ran = subprocess.run(
        [node(), str(script)],
        input=json.dumps(written),
        capture_output=True,
        text=True,
        env=node_environment(),
        timeout=60,
        check=True,
    )
    return json.loads(ran.stdout)


@pytest.fixture(scope="module")
def theirs() -> dict[str, list[object]]:
    return dict(zip(texts(), counted(texts()), strict=True))


def test_the_calculator_counts_as_we_do(theirs: dict[str, list[object]]) -> None:
    assert {text: octets(segment(text)) for text in theirs} == theirs


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("a" * 160, [1120, 1120]),
        ("a" * 161, [1127, 1223]),
        ("a" * 307, [2149, 2293]),
        ("ж" * 70, [1120, 1120]),
        ("ж" * 71, [1136, 1232]),
        ("ж" * 135, [2160, 2304]),
    ],
)
def test_the_sizes_in_bits_of_the_golden_vectors(text: str, sizes: list[int]) -> None:
    assert octets(segment(text))[2:] == sizes
