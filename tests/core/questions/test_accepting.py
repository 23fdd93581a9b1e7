"""Accepting a suggested answer writes it into the file, in each language, and changes nothing else."""

from pathlib import Path

import pytest
import yaml

from tidings.core.campaign_files.campaign import parse
from tidings.core.questions import accept_answer, kind_of

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*/campaigns/*.yaml"))
BARE = """\
campaign: short   # a comment
notice:
  en:
    what: "Your order is late."
    means: "It comes later."

  # in Portuguese
  pt:
    what: "O pedido está atrasado."
    answers: []
  de:
    what: "Die Bestellung kommt später."
strategy: {channels: customer}
"""


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_language_gets_the_answer_and_every_other_line_stays(file):
    before = file.read_text(encoding="utf-8")
    after = accept_answer(before, kind="medicine-use")
    own = before.splitlines()
    assert [line for line in after.splitlines() if line in own] == own
    for language, notice in parse(after).campaign.notice.items():
        assert len(notice.answers) == len(parse(before).campaign.notice[language].answers) + 1


def test_accepting_twice_writes_once():
    once = accept_answer(EXAMPLES[0].read_text(encoding="utf-8"), kind="compensation")
    assert accept_answer(once, kind="compensation") == once


def test_a_notice_without_answers_begins_the_list_and_a_language_we_do_not_speak_is_left():
    after = yaml.safe_load(accept_answer(BARE, kind="compensation"))["notice"]
    assert kind_of(after["en"]["answers"][0]["q"], "en") == "compensation"
    assert kind_of(after["pt"]["answers"][0]["q"], "pt") == "compensation"
    assert "answers" not in after["de"]


def test_the_question_is_written_as_it_was_shown():
    after = accept_answer(BARE, kind="compensation", asks={"en": 'Do I get "something" back?'})
    assert yaml.safe_load(after)["notice"]["en"]["answers"][0]["q"] == 'Do I get "something" back?'


def test_comments_stay_where_they_are():
    after = accept_answer(BARE, kind="why")
    assert "campaign: short   # a comment\n" in after
    assert "\n\n  # in Portuguese\n  pt:\n" in after


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        accept_answer(BARE, kind="of-no-library")
