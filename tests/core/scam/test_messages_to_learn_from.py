"""The texts that scam-likeness is learned from and measured on: labels find their texts, and no text is on both sides."""

import csv
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
COLUMNS = ("LABEL", "TEXT", "URL", "EMAIL", "PHONE")
HAM = [f"See you at the {place}" for place in ("park", "pool", "shop", "farm", "beach", "lake")]
BAD = [f"Claim your prize, call 0900 123 45{number}" for number in range(10, 16)]


@pytest.fixture(scope="module")
def messages():
    sys.path.insert(0, str(ROOT / "bench" / "training"))
    import messages

    return messages


def write(file, slipped_by):
    """Ham and smishing in turn, each label `slipped_by` rows above its text."""
    texts = [text for pair in zip(HAM, BAD, strict=True) for text in pair]
    labels = [("Smishing", "no", "no", "yes") if text in BAD else ("ham", "no", "no", "no") for text in texts]
    rows = [(label[0], texts[at - slipped_by], *label[1:]) for at, label in enumerate(labels)]
    with file.open("w", newline="") as out:
        csv.writer(out).writerows([COLUMNS, *rows])
    return file


@pytest.mark.parametrize("slipped_by", [0, 1])
def test_a_label_finds_the_text_it_was_given_for(messages, tmp_path, slipped_by):
    found = messages.phishing_of(write(tmp_path / "sms_phishing.csv", slipped_by))
    assert found.shift == slipped_by
    assert {message.text for message in found.mended if message.label == "smishing"} <= set(BAD)
    assert len(found.mended) >= 2 * len(HAM) - 1


def test_a_label_that_the_other_set_contradicts_is_left_out(messages, tmp_path):
    known = [messages.Message(text=BAD[0].upper(), label="ham")]
    found = messages.phishing_of(write(tmp_path / "sms_phishing.csv", 0), known=known)
    assert BAD[0] not in {message.text for message in found.mended}


def test_texts_that_are_equal_after_normalising_count_once(messages):
    twice = [messages.Message(text=text, label="ham") for text in ("See you!", "see  YOU", "Bye")]
    assert [message.text for message in messages.once(twice)] == ["See you!", "Bye"]


def test_a_text_is_held_back_in_exactly_one_part(messages):
    assert all(sum(messages.held_back(text, part=part) for part in range(5)) == 1 for text in [*HAM, *BAD])


def test_our_own_texts_are_of_both_kinds_and_no_notice_of_ours_is_among_them(messages):
    own = messages.written()
    notices = "".join(file.read_text() for file in (ROOT / "examples").glob("*/campaigns/*.yaml"))
    assert {message.label for message in own} == {"ham", "smishing"}
    assert not [message.text for message in own if message.text in notices]
